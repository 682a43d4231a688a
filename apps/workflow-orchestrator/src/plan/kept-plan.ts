import { type FetchChunk, type RunLedger, runLedgerSchema, StoreError } from '@tickerlake/pipeline';
import type { ObjectStore } from '@tickerlake/pipeline/aws';
import * as z from 'zod';

/** What a run asks for, and what was published when it was planned. */
export interface KeptPlan {
  readonly chunks: readonly FetchChunk[];
  readonly ledger: RunLedger;
}

const keptPlanSchema = z.object({
  chunks: z.array(
    z.object({
      id: z.string(),
      ticker: z.string(),
      from: z.string(),
      to: z.string(),
      barMs: z.int().positive(),
      askFrom: z.string().optional(),
    }),
  ),
  ledger: runLedgerSchema,
});

const folder = 'plans/';
const keyOf = (runId: string): string => `${folder}${runId}.json`;

/**
 * Keeps a run's plan in an object: a plan of two years of 500 tickers exceeds the size limit of a checkpoint. Plans of earlier runs are removed
 * here and not at their end, because a run can be replayed until it has ended.
 *
 * @throws {StoreError} when it cannot be written.
 * @example
 * await keepPlan(objects, 'run-1', { chunks: plan.chunks, ledger });
 */
export async function keepPlan(objects: ObjectStore, runId: string, { chunks, ledger }: KeptPlan): Promise<void> {
  const earlier = (await objects.list(folder)).map(({ key }) => key).filter((key) => key !== keyOf(runId));
  if (earlier.length > 0) await objects.remove(earlier);
  const gaps = ledger.gaps.map(({ ticker, tradingDate, state, asked }) => ({ ticker, tradingDate, state, asked }));
  await objects.write(keyOf(runId), JSON.stringify({ chunks, ledger: { gaps, bars: ledger.bars } }));
}

/**
 * Reads the plan of a run.
 *
 * @throws {StoreError} when the object is missing or damaged: start the run again with another id.
 * @example
 * const { chunks, ledger } = await readPlan(objects, 'run-1');
 */
export async function readPlan(objects: ObjectStore, runId: string): Promise<KeptPlan> {
  const key = keyOf(runId);
  const stored = await objects.read(key);
  const path = `${objects.location}${key}`;
  try {
    return keptPlanSchema.parse(JSON.parse(new TextDecoder().decode(stored?.content)));
  } catch (cause) {
    throw new StoreError(
      `The plan of the run in ${path} ${stored === null ? 'is missing' : 'is damaged'}: start the run again with another id. Nothing was published.`,
      { path, cause },
    );
  }
}
