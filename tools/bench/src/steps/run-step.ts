import { performance } from 'node:perf_hooks';
import type { BenchRange } from '../bench-run.ts';
import type { Measured, StepName } from '../measure-step.ts';

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
      await (await import('./land-bars.ts')).landBars(place, range);
      return 0;
    case 'copy':
      return (await import('./copy-bars.ts')).copyBars(place);
    case 'publish':
      return (await import('./publish-landed.ts')).publishLanded(place, range);
    case 'run':
      return (await import('../run-range.ts')).runRange(place, range);
    case 'fetch':
      return (await import('./fetch-bars.ts')).fetchBars(place, range, 'columns');
    case 'fetch-objects':
      return (await import('./fetch-bars.ts')).fetchBars(place, range, 'objects');
    case 'fetch-plain':
      return (await import('./fetch-plain.ts')).fetchPlain(place, range);
    case 'rules':
      return (await import('./check-rules.ts')).checkTwentyRules(place);
    case 'rules-by-hand':
      return (await import('./check-rules.ts')).checkByHand(place);
  }
}
