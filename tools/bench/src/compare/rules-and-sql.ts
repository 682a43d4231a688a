import { join } from 'node:path';
import { measureStep } from '../measure-step.ts';
import { millions } from '../print-lines.ts';
import { longRange } from './build-and-copy.ts';
import { alternate, type Comparison } from './comparison.ts';

/**
 * Twenty rules on the minute bars of seven tickers, compared with the same twenty numbers in one hand-written statement.
 *
 * @example
 * const comparison = await rulesAndSql('/data/bench', 3);
 */
export async function rulesAndSql(folder: string, repeats: number): Promise<Comparison> {
  const store = join(folder, 'rules');
  await measureStep('land', store, longRange);
  await measureStep('copy', store, longRange);
  const measured = await alternate(
    repeats,
    () => measureStep('rules', store, longRange),
    () => measureStep('rules-by-hand', store, longRange),
  );
  return {
    job: `20 rules on ${millions(measured.peers[0]?.rows)} rows`,
    peer: 'one hand-written statement',
    goal: 0.5,
    ...measured,
  };
}
