import { type RawBuilder, sql } from 'kysely';
import type { Metric } from '../metric.ts';
import { nearest } from './exact-statistics.ts';

/** Sums of the first to the fourth power of values from -1 to 1, as whole numbers of 10^-28. */
export interface PowerSums {
  readonly count: bigint;
  readonly sums: readonly [bigint, bigint, bigint, bigint];
}

/** Ten of the 38 digits that the engines add with are left for the number of rows. */
const unit = 10n ** 28n;

/**
 * The sum of a power of the values as a whole number of 10^-28.
 *
 * @example
 * powerSum(sql`x * x`); // CAST(SUM(CAST(x * x * 1E28 AS DECIMAL(38, 0))) AS VARCHAR)
 */
export const powerSum = (power: RawBuilder<unknown>): Metric => ({
  expression: sql`CAST(SUM(CAST(ROUND(${power} * CAST(1E28 AS DOUBLE)) AS DECIMAL(38, 0))) AS VARCHAR)`,
});

/**
 * Skewness `m3 / m2^1.5` or excess kurtosis `m4 / m2^2 - 3` of the population, from exact central moments; 0 of a constant.
 *
 * Source: https://www.itl.nist.gov/div898/handbook/eda/section3/eda35b.htm
 *
 * @example
 * shapeOf('Skewness', { count: 2n, sums: [0n, 2n * 10n ** 28n, 0n, 2n * 10n ** 28n] }); // 0
 */
export function shapeOf(kind: 'Skewness' | 'Kurtosis', { count: n, sums: [s1, s2, s3, s4] }: PowerSums): number {
  // n^k unit^k m_k as whole numbers: x = n x_i - s1, of which the sums are added by powers.
  const second = n * s2 * unit - s1 * s1;
  if (second <= 0n) return 0;
  const third = n * n * s3 * unit * unit - 3n * n * s1 * s2 * unit + 2n * s1 * s1 * s1;
  if (kind === 'Skewness') {
    const ratio = Math.sqrt(nearest(third * third, second * second * second, 0));
    return third < 0n ? -ratio : ratio;
  }
  const fourth =
    n * n * n * s4 * unit * unit * unit -
    4n * n * n * s1 * s3 * unit * unit +
    6n * n * s1 * s1 * s2 * unit -
    3n * s1 * s1 * s1 * s1;
  return nearest(fourth - 3n * second * second, second * second, 0);
}
