import { mean } from '../windows/moments.ts';

/** The minimum number of common hours for a correlation. */
export const minCommonHours = 10;

/**
 * Pearson's correlation of ln m over the common hours of two tickers; logarithms, because volatility is skewed. Null
 * with fewer than 10 common positive values, or if one ticker's values are constant.
 *
 * @example
 * correlation(apple, microsoft); // 0.7
 */
export function correlation(
  left: readonly (number | null)[],
  right: readonly (number | null)[],
  leastPairs = minCommonHours,
): number | null {
  const pairs = left.flatMap((a, index) => {
    const b = right[index] ?? null;
    return a !== null && b !== null && a > 0 && b > 0 ? [{ a: Math.log(a), b: Math.log(b) }] : [];
  });
  if (pairs.length < leastPairs) return null;
  // Compares the values themselves: the squared deviations of a constant may not sum to exactly 0.
  if (pairs.every((pair) => pair.a === pairs[0]?.a) || pairs.every((pair) => pair.b === pairs[0]?.b)) return null;
  const centre = { a: mean(pairs.map((pair) => pair.a)), b: mean(pairs.map((pair) => pair.b)) };
  const sum = (term: (pair: { a: number; b: number }) => number): number =>
    pairs.reduce((total, pair) => total + term(pair), 0);
  const squares = sum((pair) => (pair.a - centre.a) ** 2) * sum((pair) => (pair.b - centre.b) ** 2);
  return sum((pair) => (pair.a - centre.a) * (pair.b - centre.b)) / Math.sqrt(squares);
}
