import { median } from './median.ts';

/**
 * Each ticker's reference in one hour: the median of the others. Relative to the median, p = 1/2 holds by symmetry;
 * relative to the mean it does not, because volatility is skewed. Null for a ticker without others.
 *
 * @example
 * mediansOfOthers([1, 2, 4, null]); // [3, 2.5, 1.5, 2]
 */
export function mediansOfOthers(values: readonly (number | null)[]): (number | null)[] {
  return values.map((_, index) =>
    median(values.filter((value, other): value is number => other !== index && value !== null)),
  );
}
