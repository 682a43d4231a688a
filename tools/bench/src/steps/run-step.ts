import { performance } from 'node:perf_hooks';
import type { BenchRange } from '../bench-run.ts';
import { checkByHand, checkTwentyRules } from './check-rules.ts';
import { copyBars } from './copy-bars.ts';
import { fetchBars } from './fetch-bars.ts';
import { fetchPlain } from './fetch-plain.ts';
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
export async function runStep(step: StepName, place: string, range: BenchRange): Promise<Measured> {
  const [startedMs, startedCpu] = [performance.now(), process.cpuUsage()];
  const rows = await work(step, place, range);
  const ms = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(startedCpu);
  return { rows, ms, cpuMs: (user + system) / 1_000, peakRssMiB: process.resourceUsage().maxRSS / 1024 };
}

async function work(step: StepName, place: string, range: BenchRange): Promise<number> {
  switch (step) {
    case 'land':
      await landBars(place, range);
      return 0;
    case 'copy':
      return copyBars(place);
    case 'publish':
      return publishLanded(place, range);
    case 'run':
      return runRange(place, range);
    case 'fetch':
      return fetchBars(place, range);
    case 'fetch-plain':
      return fetchPlain(place, range);
    case 'rules':
      return checkTwentyRules(place);
    case 'rules-by-hand':
      return checkByHand(place);
  }
}
