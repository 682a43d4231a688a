import { join } from 'node:path';
import { universes } from '@tickerlake/record-schema';
import { measureStep } from '../measure-step.ts';
import { alternate, type Comparison } from './comparison.ts';

const twoYears = { tickers: universes.magnificent7, from: '2023-12-18', to: '2026-05-29' };

/**
 * Landing to published for two years and a half of minute bars of seven tickers, beside one plain `COPY` of the same files.
 *
 * @example
 * const comparison = await buildAndCopy('/data/bench', 3);
 */
export async function buildAndCopy(folder: string, repeats: number): Promise<Comparison> {
  const store = join(folder, 'two-years');
  await measureStep('land', store, twoYears);
  const measured = await alternate(
    repeats,
    () => measureStep('publish', store, twoYears),
    () => measureStep('copy', store, twoYears),
  );
  return {
    job: `landing to published, ${millions(measured.peers[0]?.rows)} minute bars`,
    peer: 'one plain COPY of the same bars',
    goal: 1.1,
    ...measured,
  };
}

/** A count in millions, as text. */
export const millions = (count = 0): string => `${(count / 1e6).toFixed(1)} million`;
