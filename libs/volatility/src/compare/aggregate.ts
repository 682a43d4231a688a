import { mean } from '../windows/moments.ts';
import { median } from './median.ts';

/** The share of tickers that an aggregate needs: 5 of 7. */
export const presentShare = 0.7;

/** The aggregate of the tickers' measure in one hour. */
export interface Aggregate {
  readonly mean: number | null;
  readonly median: number | null;
  /** Highest minus lowest. */
  readonly spread: number | null;
  readonly present: number;
}

/**
 * Equal-weight mean, median and spread of the tickers' measure in one hour; null below 70 % of the tickers. The median
 * is the default line, because one ticker cannot distort it.
 *
 * @example
 * aggregateHour([1, 2, 3, 4, 5, null, null]); // { mean: 3, median: 3, spread: 4, present: 5 }
 */
export function aggregateHour(values: readonly (number | null)[]): Aggregate {
  const present = values.filter((value) => value !== null);
  if (present.length === 0 || present.length < presentShare * values.length)
    return { mean: null, median: null, spread: null, present: present.length };
  return {
    mean: mean(present),
    median: median(present),
    spread: Math.max(...present) - Math.min(...present),
    present: present.length,
  };
}
