import { annualise } from '../annualise.ts';
import type { Bar } from '../bar.ts';
import { sampleVariance } from './moments.ts';
import { closeReturns } from './previous.ts';
import { roll } from './roll.ts';

/**
 * Annualised close-to-close volatility over n returns (n + 1 closes): sqrt(A var(ln(C/C'))). (R's TTR counts closes:
 * its n = 10 is n = 9 here.)
 *
 * @throws {RangeError} when n is below 2: one return has no variance.
 * @example
 * closeToClose(bars, 10, barsPerYear.sessions); // ten nulls, then values
 */
export function closeToClose(bars: readonly (Bar | null)[], n: number, barsAYear: number): (number | null)[] {
  if (n < 2) throw new RangeError(`A variance needs at least 2 returns, not ${n}.`);
  return roll(closeReturns(bars), n, (window) => annualise(sampleVariance(window), barsAYear));
}
