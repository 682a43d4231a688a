import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  collectChunks,
  runPipeline,
  type Step,
  stepName,
  systemClock,
  type WorkflowContext,
} from '@tickerlake/pipeline';
import { createLocalLanding, createLocalWarehouse, storePaths } from '@tickerlake/pipeline/local';
import { type BenchRange, calendars, createBenchRun, createBenchSource, marketNowMs } from '../bench-run.ts';
import { receiptsFile } from './land-bars.ts';

/**
 * From landed files to the published release: verify, stage, check, publish, tidy. The ingest steps are remembered, as
 * in a run that was killed right after them.
 *
 * @returns the rows fetched.
 * @example
 * const rows = await publishLanded('/data/bench', range);
 */
export async function publishLanded(store: string, range: BenchRange): Promise<number> {
  const paths = storePaths(store);
  for (const folder of [paths.builds, paths.releases]) await rm(folder, { recursive: true, force: true });
  const receipts: { chunkId: string }[] = JSON.parse(await readFile(join(store, receiptsFile), 'utf8'));
  const remembered = new Map<string, unknown>(
    receipts.map((receipt) => [stepName({ stage: 'ingest', part: receipt.chunkId }), receipt]),
  );
  const context: WorkflowContext = {
    step: async <T>(step: Step, body: () => Promise<T>) =>
      remembered.has(stepName(step)) ? (remembered.get(stepName(step)) as T) : body(),
    sleep: (_name, ms) => systemClock.sleep(ms),
    now: () => systemClock.now(),
  };
  const warehouse = createLocalWarehouse(paths, calendars);
  try {
    const run = { ...(await createBenchRun(range)), runId: 'bench', startedAt: new Date(marketNowMs) };
    const collect = collectChunks({ source: createBenchSource(), landing: createLocalLanding(paths, calendars) });
    return (await runPipeline(context, run, { collect, warehouse })).fetchedBars;
  } finally {
    await warehouse.close();
  }
}
