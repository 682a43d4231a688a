import { mean } from '../windows/moments.ts';

/** The fewest common hours that a correlation stands on. */
export const minCommonHours = 10;

/**
 * Pearson's correlation of ln m over the hours that two tickers have in common: of logarithms, because volatility is
 * skewed. Null below so many common positive values (10) or when one of them never moved.
 *
 * @example
 * correlation(apple, microsoft); // 0.7
 */
export function correlation(left: readonly (number | null)[], right: readonly (number | null)[], leastPairs = minCommonHours): number | null {
  const pairs = left.flatMap((a, index) => {
    const b = right[index] ?? null;
    return a !== null && b !== null && a > 0 && b > 0 ? [{ a: Math.log(a), b: Math.log(b) }] : [];
  });
  if (pairs.length < leastPairs) return null;
  // By the values themselves: the squares of a constant need not sum to exactly 0.
  if (pairs.every((pair) => pair.a === pairs[0]?.a) || pairs.every((pair) => pair.b === pairs[0]?.b)) return null;
  const centre = { a: mean(pairs.map((pair) => pair.a)), b: mean(pairs.map((pair) => pair.b)) };
  const sum = (of: (pair: { a: number; b: number }) => number): number => pairs.reduce((total, pair) => total + of(pair), 0);
  const squares = sum((pair) => (pair.a - centre.a) ** 2) * sum((pair) => (pair.b - centre.b) ** 2);
  return sum((pair) => (pair.a - centre.a) * (pair.b - centre.b)) / Math.sqrt(squares);
}
