import { join } from 'node:path';
import { universes } from '@tickerlake/record-schema';
import { type Measured, measureStep } from '../measure-step.ts';
import { millions } from './build-and-copy.ts';
import { alternate, type Comparison } from './comparison.ts';

const twoYears = { tickers: universes.magnificent7, from: '2023-12-18', to: '2026-05-29' };

/**
 * Twenty rules on the minute bars of seven tickers, beside the same twenty numbers in one statement written by hand.
 *
 * @example
 * const comparison = await rulesAndSql('/data/bench', 3);
 */
export async function rulesAndSql(folder: string, repeats: number): Promise<Comparison> {
  const store = join(folder, 'rules');
  const step = async (name: 'rules' | 'rules-by-hand'): Promise<Measured> => measureStep(name, store, twoYears);
  await measureStep('land', store, twoYears);
  await measureStep('copy', store, twoYears);
  const measured = await alternate(
    repeats,
    () => step('rules'),
    () => step('rules-by-hand'),
  );
  return {
    job: `20 rules on ${millions(measured.peers[0]?.rows)} rows`,
    peer: 'one statement written by hand',
    goal: 0.5,
    ...measured,
  };
}
