import { annualise } from '../annualise.ts';
import type { Bar } from '../bar.ts';
import { rogersSatchell } from '../estimators/rogers-satchell.ts';
import { mean, sampleVariance } from './moments.ts';
import { overnightReturns } from './previous.ts';
import { roll } from './roll.ts';

/**
 * Yang and Zhang's weight of the open-to-close variance: 0.34 / (1.34 + (n + 1) / (n - 1)).
 *
 * @example
 * yangZhangWeight(10); // 0.132697...
 */
export function yangZhangWeight(n: number): number {
  return 0.34 / (1.34 + (n + 1) / (n - 1));
}

/**
 * Annualised Yang-Zhang volatility over n sessions, overnight included: sqrt(A (V_o + k V_c + (1 - k) V_rs)) with
 * V_o = var(ln(O/C')), V_c = var(ln(C/O)), V_rs = mean(Rogers-Satchell). Needs n + 1 bars. For sessions only: over
 * hours
 * it would mix overnight and hourly returns.
 *
 * @throws {RangeError} when n is below 2.
 * @example
 * yangZhang(sessions, 10, barsPerYear.sessions); // ten nulls, then values
 */
export function yangZhang(bars: readonly (Bar | null)[], n: number, barsAYear: number): (number | null)[] {
  if (n < 2) throw new RangeError(`Yang-Zhang needs at least 2 bars, not ${n}.`);
  const overnight = overnightReturns(bars);
  const terms = bars.map((bar, index) => {
    const night = overnight[index] ?? null;
    const rs = bar === null ? null : rogersSatchell.value(bar);
    return bar === null || night === null || rs === null ? null : { night, day: Math.log(bar.close / bar.open), rs };
  });
  const k = yangZhangWeight(n);
  return roll(terms, n, (window) => {
    const openVariance = sampleVariance(window.map((term) => term.night));
    const dayVariance = sampleVariance(window.map((term) => term.day));
    return annualise(openVariance + k * dayVariance + (1 - k) * mean(window.map((term) => term.rs)), barsAYear);
  });
}
