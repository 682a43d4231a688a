/** Count, sum and sum of squares of whole numbers; `value = whole * 2^-exponent`. */
export interface Sums {
  readonly count: bigint;
  readonly sum: bigint;
  readonly squares: bigint;
  readonly exponent: number;
}

/**
 * `numerator / denominator * 2^-exponent` as the nearest double.
 *
 * @example
 * nearest(1n, 3n, 0); // 0.3333333333333333
 */
export function nearest(numerator: bigint, denominator: bigint, exponent: number): number {
  if (numerator === 0n) return 0;
  const magnitude = numerator < 0n ? -numerator : numerator;
  // A quotient of more than 64 bits; a rest makes it odd, so that the one rounding to a double knows of it.
  const shift = Math.max(0, 66 - (bitCount(magnitude) - bitCount(denominator)));
  const shifted = magnitude << BigInt(shift);
  const quotient = shifted / denominator;
  const rounded = Number(shifted % denominator === 0n ? quotient : quotient | 1n) * 2 ** -(shift + exponent);
  return numerator < 0n ? -rounded : rounded;
}

const bitCount = (whole: bigint): number => whole.toString(2).length;

/**
 * The mean, null of nothing.
 *
 * @example
 * meanOf({ count: 3n, sum: 6n, squares: 14n, exponent: 0 }); // 2
 */
export const meanOf = ({ count, sum, exponent }: Omit<Sums, 'squares'>): number | null =>
  count === 0n ? null : nearest(sum, count, exponent);

/** `count^2` times the variance of the population, exact and never negative. */
const spread = ({ count, sum, squares }: Sums): bigint => count * squares - sum * sum;

/**
 * The variance of the population, null of nothing.
 *
 * @example
 * varianceOf({ count: 4n, sum: 16n, squares: 68n, exponent: 0 }); // 1, of 5, 5, 3, 3
 */
export const varianceOf = (sums: Sums): number | null =>
  sums.count === 0n ? null : nearest(spread(sums), sums.count * sums.count, 2 * sums.exponent);

/**
 * The standard deviation of the population, null of nothing. The root is drawn before scaling, so it is finite where the variance is not.
 *
 * @example
 * deviationOf({ count: 4n, sum: 16n, squares: 68n, exponent: 0 }); // 1
 */
export const deviationOf = (sums: Sums): number | null =>
  sums.count === 0n ? null : Math.sqrt(nearest(spread(sums), sums.count * sums.count, 0)) * 2 ** -sums.exponent;

/**
 * Pearson's correlation, from -1 to 1 by the inequality of Cauchy and Schwarz, which holds exactly here; null where one side is constant.
 *
 * @example
 * correlationOf(x, y, 14n); // of 1, 2, 3 with itself: 1
 */
export function correlationOf(one: Sums, other: Sums, products: bigint): number | null {
  const spreads = spread(one) * spread(other);
  if (spreads === 0n) return null;
  const shared = one.count * products - one.sum * other.sum;
  const size = Math.sqrt(nearest(shared * shared, spreads, 0));
  return shared < 0n ? -size : size;
}
