import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { BenchRange } from './bench-run.ts';

/** The steps that can be measured, each in a separate process. */
export type StepName =
  'land' | 'copy' | 'publish' | 'run' | 'fetch' | 'fetch-objects' | 'fetch-plain' | 'rules' | 'rules-by-hand';

/** One measured step. */
export interface Measured {
  readonly rows: number;
  readonly ms: number;
  /** Of the process, its engine included. */
  readonly cpuMs: number;
  readonly peakRssMiB: number;
}

/**
 * Runs a step in a separate process, so that its peak memory is measured alone.
 *
 * @param place the store's folder, or the address of a market.
 * @throws {Error} when the process fails; the reason is in its output.
 * @example
 * const { ms, peakRssMiB } = await measureStep('copy', '/data/bench', range);
 */
export async function measureStep(step: StepName, place: string, range: BenchRange): Promise<Measured> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'step', step, place, JSON.stringify(range)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const printed = await text(child.stdout);
  if ((await ended) !== 0) throw new Error(`The step ${step} on ${place} failed; see above.`);
  return JSON.parse(printed) as Measured;
}
