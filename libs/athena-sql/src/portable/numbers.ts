import { type Expression, type RawBuilder, sql } from 'kysely';
import { SqlCompileError } from '../sql/errors.ts';
import { call } from './call.ts';

/**
 * Division of doubles; NULL where the divisor is 0. DuckDB, Athena, Trino: `CAST(a AS DOUBLE) / nullif(CAST(b AS DOUBLE), 0E0)`.
 *
 * @example
 * eb => divide(eb.ref('turnover'), eb.ref('volume'))
 */
export const divide = (dividend: Expression<unknown>, divisor: Expression<unknown>) =>
  call<number | null>('divide', dividend, divisor);

/**
 * What is left of a division, with the sign of the dividend; NULL where the divisor is 0. `a % nullif(b, 0)`.
 *
 * @example
 * eb => mod(eb.ref('bar_start_ms'), sql.lit(60_000))
 */
export const mod = <N extends bigint | number | null>(dividend: Expression<N>, divisor: Expression<bigint | number>) =>
  call<N | null>('mod', dividend, divisor);

/**
 * The largest whole double that is not greater.
 *
 * @example
 * eb => floor(eb.ref('close'))
 */
export const floor = (value: Expression<number | null>) => call<number | null>('floor', value);

/**
 * The smallest whole double that is not less.
 *
 * @example
 * eb => ceil(eb.ref('close'))
 */
export const ceil = (value: Expression<number | null>) => call<number | null>('ceil', value);

/**
 * A double without its fraction. DuckDB: `trunc(x)`; Athena, Trino: `truncate(x)`.
 *
 * @example
 * eb => truncate(eb.ref('close'))
 */
export const truncate = (value: Expression<number | null>) => call<number | null>('truncate', value);

/**
 * A double rounded to decimal digits (negative ones round tens), halves away from zero.
 *
 * @throws {SqlCompileError} for digits that are not an integer from -15 to 15.
 * @example
 * eb => round(eb.ref('close'), 2)
 */
export function round(value: Expression<number | null>, digits = 0) {
  if (!Number.isInteger(digits) || Math.abs(digits) > 15)
    throw new SqlCompileError(`A double cannot be rounded to ${digits} digits: give an integer from -15 to 15.`);
  return call<number | null>('round', value, sql.lit(digits));
}

/**
 * -1, 0 or 1 as a double.
 *
 * @example
 * eb => sign(eb.ref('log_return'))
 */
export const sign = (value: Expression<number | null>) => call<number | null>('sign', value);

/**
 * The square root; NULL for negative and not finite values, where DuckDB's own throws.
 *
 * @example
 * eb => squareRoot(eb.ref('variance'))
 */
export const squareRoot = (value: Expression<number | null>) => call<number | null>('square_root', value);

/**
 * The natural logarithm; NULL for what is not positive and finite, where DuckDB's own throws.
 *
 * @example
 * eb => ln(divide(eb.ref('high'), eb.ref('low')))
 */
export const ln = (value: Expression<number | null>) => call<number | null>('ln', value);

/**
 * The logarithm to base 10; NULL for what is not positive and finite. (`log(x)` is another function on each engine.)
 *
 * @example
 * eb => log10(eb.ref('volume'))
 */
export const log10 = (value: Expression<number | null>) => call<number | null>('log10', value);

/**
 * e to a power; NULL where that overflows a double.
 *
 * @example
 * eb => exp(eb.ref('log_return'))
 */
export const exp = (value: Expression<number | null>) => call<number | null>('exp', value);

/**
 * A power of doubles; NULL where it overflows or is not a real number.
 *
 * @example
 * eb => power(eb.ref('log_return'), sql.lit(2))
 */
export const power = (base: Expression<number | null>, exponent: Expression<number | null>) =>
  call<number | null>('power', base, exponent);

/**
 * The value itself, or NULL for NaN and the infinities. What may hold them goes through this before it is compared, sorted or
 * aggregated: NaN is the greatest value in DuckDB and none at all in Trino.
 *
 * @example
 * eb => finite(eb.ref('vwap'))
 */
export const finite = (value: Expression<number | null>) => call<number | null>('finite', value);

/**
 * The greatest of at least two values; NULL where one of them is (DuckDB's own leaves NULL out).
 *
 * Shows: `case when a is null or b is null then null else greatest(a, b) end`
 *
 * @example
 * eb => greatest(eb.ref('open'), eb.ref('close'))
 */
export const greatest = <T>(...values: readonly [Expression<T>, Expression<T>, ...(readonly Expression<T>[])]) =>
  orNull<T>('greatest', values);

/**
 * The least of at least two values; NULL where one of them is.
 *
 * Shows: `case when a is null or b is null then null else least(a, b) end`
 *
 * @example
 * eb => least(eb.ref('open'), eb.ref('close'))
 */
export const least = <T>(...values: readonly [Expression<T>, Expression<T>, ...(readonly Expression<T>[])]) =>
  orNull<T>('least', values);

function orNull<T>(name: 'greatest' | 'least', values: readonly Expression<T>[]): RawBuilder<T> {
  const isUnknown = sql.join(
    values.map((value) => sql`${value} is null`),
    sql` or `,
  );
  return sql<T>`case when ${isUnknown} then null else ${sql.raw(name)}(${sql.join(values)}) end`;
}

/**
 * Text, an integer or a double as a DECIMAL of the given digits, halves away from zero; a double goes by its shortest text, so that
 * 1.005 becomes 1.01 everywhere. Read as text.
 *
 * @throws {SqlCompileError} unless 1 <= precision <= 38 and 0 <= scale <= precision.
 * @example
 * eb => eb.fn.sum(asDecimal(eb.ref('volume'), 38, 9))
 */
export function asDecimal(value: Expression<unknown>, precision: number, scale: number) {
  const isPossible =
    Number.isInteger(precision) &&
    Number.isInteger(scale) &&
    precision >= 1 &&
    precision <= 38 &&
    scale >= 0 &&
    scale <= precision;
  if (!isPossible)
    throw new SqlCompileError(
      `There is no DECIMAL(${precision}, ${scale}): at most 38 digits, of them 0 or more behind the point.`,
    );
  return call<string | null>('as_decimal', value, sql.raw(String(precision)), sql.raw(String(scale)));
}

/**
 * The 64-bit integer that a text spells in digits, or NULL: `'12'` is one, `'1.5'`, `' 5'` and `''` are none.
 *
 * @example
 * eb => tryInt64(eb.ref('trades_text'))
 */
export const tryInt64 = (text: Expression<string | null>) => call<bigint | null>('try_int64', text);

/**
 * The double that a text spells in digits (`'-1.5e3'`), or NULL; `'NaN'` and `'Infinity'` are none.
 *
 * @example
 * eb => tryDouble(eb.ref('price_text'))
 */
export const tryDouble = (text: Expression<string | null>) => call<number | null>('try_double', text);

/**
 * The chance that at most k of n fair coins show heads: P(X <= k), X ~ Bin(n, 1/2), for whole k from 0 and n from 0; NULL for NULL.
 * What decides whether a count of votes is more than chance.
 *
 * @example
 * eb => binomialTail(eb.ref('sessions_below'), eb.ref('sessions'))
 */
export const binomialTail = (k: Expression<bigint | null>, n: Expression<bigint | null>) =>
  call<number | null>('binomial_tail', k, n);
