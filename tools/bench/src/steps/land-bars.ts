import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LandingReceipt } from '@tickerlake/pipeline';
import { createLocalLanding, storePaths } from '@tickerlake/pipeline/local';
import { type BenchRange, calendars, createBenchRun, createBenchSource, marketNowMs } from '../bench-run.ts';

/** The receipts of the landed bars, as input of later steps. */
export const receiptsFile = 'receipts.json';

/**
 * Lands the simulated bars of a range in a store, as a run does, and saves the receipts.
 *
 * @example
 * await landBars('/data/bench', range);
 */
export async function landBars(store: string, range: BenchRange): Promise<void> {
  const { plan, signal } = await createBenchRun(range);
  const landing = createLocalLanding(storePaths(store), calendars);
  const source = createBenchSource();
  const receipts: LandingReceipt[] = [];
  for (const chunk of plan.chunks) {
    receipts.push(
      await landing.land({ runId: 'bench', startedAt: new Date(marketNowMs) }, chunk, source.fetchBars(chunk, signal)),
    );
  }
  await writeFile(join(store, receiptsFile), JSON.stringify(receipts));
}
