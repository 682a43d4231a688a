import { type RawBuilder, sql } from 'kysely';
import { isNotNull, type Predicate } from '../../sql/predicate.ts';
import type { Metric, WholeSums } from '../metric.ts';
import type { Column, PlanContext } from '../plan-context.ts';
import { valueWhere } from '../scan-metrics.ts';
import { half, type HalfArithmetic, halfArithmetic } from './halves.ts';

/** A column's values as whole numbers below 2^63: `value = whole * 2^-exponent`. */
export interface Wholes {
  readonly sql: RawBuilder<unknown>;
  readonly exponent: number;
  readonly arithmetic: HalfArithmetic;
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
  const arithmetic = halfArithmetic(dialect);
  const value = valueWhere(counted, column.sql);
  if (column.type !== 'double') return { sql: sql`CAST(${value} AS BIGINT)`, exponent: 0, arithmetic };
  const exponent = Math.max(-mostExponent, Math.min(mostExponent, scaledBits - bitsOf(largest)));
  return { sql: sql`CAST(ROUND(${value} * POWER(2E0, ${exponent})) AS BIGINT)`, exponent, arithmetic };
}

/** The smallest whole number `bits` with `value < 2^bits`. */
function bitsOf(value: number): number {
  if (value === 0) return 0;
  let bits = Math.floor(Math.log2(value)) - 1;
  while (2 ** bits <= value) bits += 1;
  return bits;
}

const sum = (summand: RawBuilder<unknown>): Metric => ({ expression: sql`CAST(SUM(${summand}) AS VARCHAR)` });

/**
 * The sums that `sumOf` puts together. Numbers are cut into halves of 32 bits where a sum of them, or of their products,
 * would not fit into the numbers that the engine calculates with.
 *
 * @example
 * sumMetrics('x', wholes); // { 'x.high': SUM(..), 'x.low': SUM(..) }
 */
export function sumMetrics(name: string, one: Wholes): Readonly<Record<string, Metric>> {
  return Object.fromEntries(
    Object.entries(one.arithmetic.summands(one.sql)).map(([part, summand]) => [`${name}.${part}`, sum(summand)]),
  );
}

/**
 * The sums that `productOf` puts together, of two columns, or of one with itself for squares.
 *
 * @example
 * productMetrics('xy', x, y); // four sums, three of them different where x is y
 */
export function productMetrics(name: string, one: Wholes, other: Wholes): Readonly<Record<string, Metric>> {
  const { highHigh, highLow, lowLow } = one.arithmetic;
  return {
    [`${name}.highHigh`]: sum(highHigh(one.sql, other.sql)),
    [`${name}.highLow`]: sum(highLow(one.sql, other.sql)),
    [`${name}.lowHigh`]: sum(highLow(other.sql, one.sql)),
    [`${name}.lowLow`]: sum(lowLow(one.sql, other.sql)),
  };
}

/**
 * The exact sum of the whole numbers.
 *
 * @example
 * sumOf({ 'x.high': 1n, 'x.low': 2n }, 'x'); // 4294967298n
 */
export const sumOf = (sums: WholeSums, name: string): bigint =>
  part(sums, `${name}.high`) * half + part(sums, `${name}.low`);

/**
 * The exact sum of the products.
 *
 * @example
 * productOf({ 'xx.highHigh': 0n, 'xx.highLow': 0n, 'xx.lowHigh': 0n, 'xx.lowLow': 9n }, 'xx'); // 9n
 */
export const productOf = (sums: WholeSums, name: string): bigint =>
  part(sums, `${name}.highHigh`) * half * half +
  (part(sums, `${name}.highLow`) + part(sums, `${name}.lowHigh`)) * half +
  part(sums, `${name}.lowLow`);

const part = (sums: WholeSums, name: string): bigint => sums[name] ?? 0n;
