import { annualise } from '../annualise.ts';
import { mean } from './moments.ts';
import { roll } from './roll.ts';

/**
 * Annualised volatility from the terms of n bars: sqrt(A mean(term)). For Parkinson, Garman-Klass, Rogers-Satchell,
 * GK-Yang-Zhang and realized variance.
 *
 * @example
 * rollingVolatility(bars.map(parkinson.value), 10, barsPerYear.sessions); // nine nulls, then values
 */
export function rollingVolatility(terms: readonly (number | null)[], n: number, barsAYear: number): (number | null)[] {
  return roll(terms, n, (window) => annualise(mean(window), barsAYear));
}
