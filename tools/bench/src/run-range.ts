import { systemClock } from '@tickerlake/pipeline';
import { runLocally, storePaths } from '@tickerlake/pipeline/local';
import { type BenchRange, calendars, createBenchRun, createBenchSource } from './bench-run.ts';

/**
 * A whole run, from the simulated vendor to the release.
 *
 * @returns the rows fetched.
 * @example
 * await runRange('/data/bench', { tickers: ['AAPL'], from: '2026-05-01', to: '2026-05-29' });
 */
export async function runRange(store: string, range: BenchRange): Promise<number> {
  const run = await createBenchRun(range);
  const report = await runLocally({
    ...run,
    paths: storePaths(store),
    calendars,
    source: createBenchSource(),
    clock: systemClock,
    command: 'bench',
  });
  return report.fetchedBars;
}
