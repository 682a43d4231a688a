import { join } from 'node:path';
import { universes } from '@tickerlake/record-schema';
import { measureStep } from '../measure-step.ts';
import { millions } from '../print-lines.ts';
import { alternate, type Comparison } from './comparison.ts';

/** Two years and five months of seven tickers. */
export const longRange = { tickers: universes.magnificent7, from: '2023-12-18', to: '2026-05-29' };

/**
 * Landing to published for the minute bars of seven tickers over two years and five months, compared with one plain `COPY` of the same files.
 *
 * @example
 * const comparison = await buildAndCopy('/data/bench', 3);
 */
export async function buildAndCopy(folder: string, repeats: number): Promise<Comparison> {
  const store = join(folder, 'long-range');
  await measureStep('land', store, longRange);
  const measured = await alternate(
    repeats,
    () => measureStep('publish', store, longRange),
    () => measureStep('copy', store, longRange),
  );
  return {
    job: `landing to published, ${millions(measured.peers[0]?.rows)} minute bars`,
    peer: 'one plain COPY of the same bars',
    goal: 1.1,
    ...measured,
  };
}
