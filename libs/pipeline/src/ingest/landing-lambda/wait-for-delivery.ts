import { PipelineError } from '../../values/errors.ts';
import { landingErrorsFolder } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import type { LandedPart } from '../../ports/landing.ts';
import type { Calendars } from '../../ports/calendars.ts';
import type { PipelineRun } from '../../request/pipeline-run.ts';
import type { WorkflowContext } from '../../ports/workflow-context.ts';
import { countLanded } from './count-landed.ts';
import type { IngestReceipt } from './ingest-answer.ts';

/** Where to look, how often, and how long. */
export interface DeliveryWait {
  readonly objects: ObjectStore;
  readonly calendars: Calendars;
  /** Between two looks, in ms: how long Firehose buffers. */
  readonly probeEveryMs: number;
  /** Deadline of the delivery, in ms. Firehose itself tries for 24 hours. */
  readonly deadlineMs: number;
}

/** What one look found. */
interface Look {
  readonly parts: readonly LandedPart[];
  /** The first few incomplete sessions, each with its ticker, as text. */
  readonly missing: readonly string[];
  readonly missingSessions: number;
  readonly refused: readonly string[];
}

const maxNamed = 3;
const dayMs = 86_400_000;

/**
 * Waits until every bar that was sent is in the landing, counted by ticker and trading date. Delivery is late and may be twice, and
 * a response of Firehose does not prove delivery: the objects do.
 *
 * @throws {PipelineError} at the deadline, with what is missing and what is in the error folder.
 * @throws {StoreError} for an object that is not a gzip file of rows.
 * @example
 * const parts = await waitForDelivery(context, run, receipts, { objects, calendars, probeEveryMs: 60_000, deadlineMs: 1_800_000 });
 */
export async function waitForDelivery(
  context: WorkflowContext,
  run: PipelineRun,
  receipts: readonly IngestReceipt[],
  wait: DeliveryWait,
): Promise<readonly LandedPart[]> {
  const looks = Math.max(1, Math.ceil(wait.deadlineMs / wait.probeEveryMs));
  for (let nth = 1; ; nth += 1) {
    const found = await context.step({ stage: 'verify', part: String(nth) }, () =>
      look(context.now(), run, receipts, wait),
    );
    if (found.missingSessions === 0) return found.parts;
    if (nth > looks) throw notDelivered(found, wait);
    await context.sleep(`delivery ${nth}`, wait.probeEveryMs);
  }
}

async function look(
  now: Date,
  run: PipelineRun,
  receipts: readonly IngestReceipt[],
  { objects, calendars }: DeliveryWait,
): Promise<Look> {
  const days = daysBetween(run.startedAt, now);
  const landed = await countLanded(objects, { runId: run.runId, days, calendars });
  const missing = receipts.flatMap(({ ticker, rowsByDate }) =>
    Object.entries(rowsByDate).flatMap(([date, rows]) => {
      const bars = landed.bars(ticker, date);
      return bars < rows ? [`${ticker} ${date} has ${bars} of ${rows}`] : [];
    }),
  );
  const refused = missing.length === 0 ? [] : await refusedOn(objects, days);
  return {
    parts: landed.parts,
    missing: missing.slice(0, maxNamed),
    missingSessions: missing.length,
    refused: refused.slice(0, maxNamed),
  };
}

/** Firehose puts what it cannot deliver into folders by kind and day. */
async function refusedOn(objects: ObjectStore, days: readonly string[]): Promise<string[]> {
  const all = await objects.list(landingErrorsFolder);
  return all.map(({ key }) => key).filter((key) => days.some((day) => key.includes(`/${day}/`)));
}

function notDelivered(
  { missing, missingSessions, refused }: Look,
  { objects, deadlineMs }: DeliveryWait,
): PipelineError {
  const errors =
    refused.length === 0
      ? `Its error folder ${objects.location}${landingErrorsFolder} is empty for these days.`
      : `Its error folder has ${objects.location}${refused[0]}.`;
  return new PipelineError(
    `Firehose has not delivered all bars after ${deadlineMs / 60_000} minutes: ${missing.join(', ')}${missingSessions > missing.length ? ` and ${missingSessions - missing.length} more sessions` : ''}. ${errors} Look at the stream's DeliveryToS3.DataFreshness and its log, then start the run again under another name; nothing was published.`,
    { stage: 'verify', transient: true },
  );
}

/** The UTC days from one instant to another, and the one before: a clock may be behind. */
function daysBetween(from: Date, to: Date): string[] {
  const first = from.getTime() - 5 * 60_000;
  const count = Math.floor(to.getTime() / dayMs) - Math.floor(first / dayMs) + 1;
  return Array.from({ length: Math.max(1, count) }, (_, index) =>
    new Date(first + index * dayMs).toISOString().slice(0, 10),
  );
}
