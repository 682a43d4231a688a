import { type RawBuilder, sql } from 'kysely';
import { isNotNull, type Predicate } from '../../sql/predicate.ts';
import type { Metric, WholeSums } from '../metric.ts';
import type { Column, PlanContext } from '../plan-context.ts';
import { valueWhere } from '../scan-metrics.ts';

/** A column's values as whole numbers below 2^63: `value = whole * 2^-exponent`. */
export interface Wholes {
  readonly sql: RawBuilder<unknown>;
  readonly exponent: number;
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
 * wholesOf(column, [filter, isCounted], 3.5); // exponent 60, CAST(ROUND(CASE WHEN .. THEN "close" END * POWER(2E0, 60)) AS BIGINT)
 */
export function wholesOf(column: Column, counted: readonly Predicate[], largest: number): Wholes {
  const value = valueWhere(counted, column.sql);
  if (column.type !== 'double') return { sql: sql`CAST(${value} AS BIGINT)`, exponent: 0 };
  const exponent = Math.max(-mostExponent, Math.min(mostExponent, scaledBits - bitsOf(largest)));
  return { sql: sql`CAST(ROUND(${value} * POWER(2E0, ${exponent})) AS BIGINT)`, exponent };
}

/** The smallest whole number `bits` with `value < 2^bits`. */
function bitsOf(value: number): number {
  if (value === 0) return 0;
  let bits = Math.floor(Math.log2(value)) - 1;
  while (2 ** bits <= value) bits += 1;
  return bits;
}

const half = 4_294_967_296n;
const low = (whole: Wholes) => sql`CAST(MOD(${whole.sql}, ${half}) AS DECIMAL(19, 0))`;
/** Exact in DuckDB too, where `/` is a division of doubles: what is divided has at most 31 bits above 2^32. */
const high = (whole: Wholes) => sql`CAST((${whole.sql} - MOD(${whole.sql}, ${half})) / ${half} AS DECIMAL(19, 0))`;
const sum = (summand: RawBuilder<unknown>): Metric => ({ expression: sql`CAST(SUM(${summand}) AS VARCHAR)` });

/**
 * The sums that `sumOf` puts together. Numbers are cut into halves of 32 bits, because a sum of their products has to fit
 * into the 38 digits that the engines calculate with. A half is cast to 19 digits, because DuckDB multiplies decimals of 18
 * digits and less in 64 bits, whatever the product needs.
 *
 * @example
 * sumMetrics('x', wholes); // { 'x.high': SUM(..), 'x.low': SUM(..) }
 */
export function sumMetrics(name: string, one: Wholes): Readonly<Record<string, Metric>> {
  return { [`${name}.high`]: sum(high(one)), [`${name}.low`]: sum(low(one)) };
}

/**
 * The sums that `productOf` puts together, of two columns, or of one with itself for squares.
 *
 * @example
 * productMetrics('xy', x, y); // four sums
 */
export function productMetrics(name: string, one: Wholes, other: Wholes): Readonly<Record<string, Metric>> {
  return {
    [`${name}.highHigh`]: sum(sql`${high(one)} * ${high(other)}`),
    [`${name}.highLow`]: sum(sql`${high(one)} * ${low(other)}`),
    [`${name}.lowHigh`]: sum(sql`${low(one)} * ${high(other)}`),
    [`${name}.lowLow`]: sum(sql`${low(one)} * ${low(other)}`),
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
