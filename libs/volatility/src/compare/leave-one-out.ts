import { median } from './median.ts';

/**
 * Each ticker's comparison line in one hour: the median of the others. Against it p = 1/2 holds by symmetry; against the
 * mean it does not, since volatility is skewed. Null for a ticker that has no others.
 *
 * @example
 * mediansOfOthers([1, 2, 4, null]); // [3, 2.5, 1.5, 2]
 */
export function mediansOfOthers(values: readonly (number | null)[]): (number | null)[] {
  return values.map((_, index) => median(values.filter((value, other): value is number => other !== index && value !== null)));
}
