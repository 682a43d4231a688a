import { performance } from 'node:perf_hooks';
import type { BenchRange } from '../bench-run.ts';
import { copyBars } from './copy-bars.ts';
import { landBars } from './land-bars.ts';
import type { Measured, StepName } from '../measure-step.ts';
import { publishLanded } from './publish-landed.ts';
import { runRange } from '../run-range.ts';

/**
 * Runs one step in this process and prints its measurements.
 *
 * @example
 * await runStep('copy', '/data/bench', range);
 */
export async function runStep(step: StepName, store: string, range: BenchRange): Promise<Measured> {
  const startedMs = performance.now();
  const rows = await work(step, store, range);
  return { rows, ms: performance.now() - startedMs, peakRssMiB: process.resourceUsage().maxRSS / 1024 };
}

async function work(step: StepName, store: string, range: BenchRange): Promise<number> {
  switch (step) {
    case 'land':
      await landBars(store, range);
      return 0;
    case 'copy':
      return copyBars(store);
    case 'publish':
      return publishLanded(store, range);
    case 'run':
      return runRange(store, range);
  }
}
