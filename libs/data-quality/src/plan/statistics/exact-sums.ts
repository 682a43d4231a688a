import { type RawBuilder, sql } from 'kysely';
import { isNotNull, type Predicate } from '../../sql/predicate.ts';
import type { Metric, WholeSums } from '../metric.ts';
import type { Column, PlanContext } from '../plan-context.ts';
import { valueWhere } from '../scan-metrics.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { halfArithmetic, type Part } from './halves.ts';

/** A column's values as whole numbers below 2^63: `value = whole * 2^-exponent`. */
export interface Wholes {
  readonly sql: RawBuilder<unknown>;
  readonly exponent: number;
  /** Without the sign. */
  readonly bits: 62 | 63;
  readonly dialect: Dialect;
}

/**
 * Met by the values that count: finite ones, because one NaN would end DuckDB's whole scan.
 *
 * @example
 * isCounted(column, context); // isfinite("close")
 */
export const isCounted = (column: Column, { dialect }: PlanContext): Predicate =>
  column.type === 'double' ? dialect.isFinite(column.sql) : isNotNull(column.sql);

/**
 * The metric that `wholesOf` needs of a double column; none of whole numbers.
 *
 * @example
 * largestOf('largest', column, [filter, isCounted(column, context)]); // MAX(ABS(CASE WHEN .. THEN "close" END))
 */
export function largestOf(
  name: string,
  column: Column,
  counted: readonly Predicate[],
): Readonly<Record<string, Metric>> {
  return column.type === 'double' ? { [name]: { expression: sql`MAX(ABS(${valueWhere(counted, column.sql)}))` } } : {};
}

/** Bits of the largest scaled double: a sign and room for rounding are left of BIGINT's 64. */
const scaledBits = 62;
/** 2^exponent itself has to be a double. */
const mostExponent = 1000;

/**
 * The values of a numeric column as whole numbers, because sums of whole numbers do not depend on the order of rows and sums
 * of doubles do. Whole numbers stay as they are; doubles are scaled by a power of two, so that of the largest value 62 bits
 * are kept: a double has 53, and values down to 1/512 of the largest lose nothing.
 *
 * @param largest the largest absolute value of a double column, finite; not needed for other types.
 * @example
 * wholesOf(column, [filter, isCounted], 3.5, context); // exponent 60, CAST(ROUND(CASE WHEN .. THEN "close" END * POWER(2E0, 60)) AS BIGINT)
 */
export function wholesOf(
  column: Column,
  counted: readonly Predicate[],
  largest: number,
  { dialect }: Pick<PlanContext, 'dialect'>,
): Wholes {
  const value = valueWhere(counted, column.sql);
  if (column.type !== 'double') return { sql: sql`CAST(${value} AS BIGINT)`, exponent: 0, bits: 63, dialect };
  const exponent = exponentOf(largest);
  return { sql: sql`CAST(ROUND(${value} * POWER(2E0, ${exponent})) AS BIGINT)`, exponent, bits: 62, dialect };
}

/**
 * The values of a double column as `wholesOf` makes them of values up to `largest`; NULL of NaN, infinity and much larger values.
 *
 * @example
 * wholesUpTo(column, 3.5, context); // exponent 60, TRY_CAST(ROUND("close" * POWER(2E0, 60)) AS BIGINT)
 */
export function wholesUpTo(column: Column, largest: number, { dialect }: Pick<PlanContext, 'dialect'>): Wholes {
  const exponent = exponentOf(largest);
  return {
    sql: sql`TRY_CAST(ROUND(${column.sql} * POWER(2E0, ${exponent})) AS BIGINT)`,
    exponent,
    bits: 62,
    dialect,
  };
}

const exponentOf = (largest: number): number =>
  Math.max(-mostExponent, Math.min(mostExponent, scaledBits - bitsOf(largest)));

/** The smallest whole number `bits` with `value < 2^bits`. */
function bitsOf(value: number): number {
  if (value === 0) return 0;
  let bits = Math.floor(Math.log2(value)) - 1;
  while (2 ** bits <= value) bits += 1;
  return bits;
}

/**
 * The sums that `totalOf` puts together, in parts that the engine can add.
 *
 * @example
 * sumMetrics('x', wholes); // { 'x.0.32': SUM(..), 'x.1.0': SUM(..) }
 */
export const sumMetrics = (name: string, one: Wholes): Readonly<Record<string, Metric>> =>
  partMetrics(name, halfArithmetic(one.dialect, one.bits).whole(one.sql));

/**
 * The sums of products of two columns, or of one with itself for squares.
 *
 * @example
 * productMetrics('xy', x, y); // four sums, three of them different where x is y
 */
export const productMetrics = (name: string, one: Wholes, other: Wholes): Readonly<Record<string, Metric>> =>
  partMetrics(
    name,
    halfArithmetic(one.dialect, one.bits === 62 && other.bits === 62 ? 62 : 63).product(one.sql, other.sql),
  );

const partMetrics = (name: string, parts: readonly Part[]): Readonly<Record<string, Metric>> =>
  Object.fromEntries(
    parts.map((part, index) => [
      `${name}.${index}.${part.shift}`,
      { expression: sql`CAST(SUM(${part.sql}) AS VARCHAR)` },
    ]),
  );

/**
 * The exact sum, of whole numbers or of products, from the sums of its parts.
 *
 * @example
 * totalOf({ 'x.0.32': 1n, 'x.1.0': 2n }, 'x'); // 4294967298n
 */
export const totalOf = (sums: WholeSums, name: string): bigint =>
  Object.entries(sums).reduce((total, [part, sum]) => {
    const [of, , shift] = part.split('.');
    return of === name ? total + (sum << BigInt(shift ?? 0)) : total;
  }, 0n);
