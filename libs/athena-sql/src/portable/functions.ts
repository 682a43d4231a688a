import type { Expression } from 'kysely';
import { call, callAggregate } from './call.ts';

/**
 * The value in the row where `order` is smallest, NULL values included; a tie may give either: order by a row of columns that are
 * never NULL (which Trino does not compare).
 * DuckDB: `arg_min_null(v, o)`; Athena, Trino: `min_by(v, o)`.
 *
 * @example
 * eb => minBy(eb.ref('open'), eb.ref('bar_start'))
 */
export const minBy = <T>(value: Expression<T>, order: Expression<unknown>) => callAggregate<T>('min_by', value, order);

/**
 * The value in the row where `order` is largest, NULL values included; a tie may give either. An order that may be NaN goes through
 * `finite`: NaN is the largest in DuckDB, and passed over in Trino.
 * DuckDB: `arg_max_null(v, o)`; Athena, Trino: `max_by(v, o)`.
 *
 * @example
 * eb => maxBy(eb.ref('close'), eb.ref('bar_start'))
 */
export const maxBy = <T>(value: Expression<T>, order: Expression<unknown>) => callAggregate<T>('max_by', value, order);

/**
 * Integer division, truncated; NULL where the divisor is 0.
 * DuckDB: `a // nullif(b, 0)`; Athena, Trino: `a / nullif(b, 0)` on integers.
 *
 * @example
 * eb => intDiv(eb.ref('bar_start_ms'), eb.lit(1_800_000))
 */
export const intDiv = (dividend: Expression<bigint | number>, divisor: Expression<bigint | number>) =>
  call<bigint>('int_div', dividend, divisor);

/**
 * The UTC timestamp, to the millisecond, of milliseconds since 1970.
 *
 * @example
 * eb => timestampOfMs(eb.ref('bar_start_ms'))
 */
export const timestampOfMs = (epochMs: Expression<bigint | number>) => call<Date>('timestamp_of_ms', epochMs);

/**
 * Milliseconds since 1970 of a UTC timestamp.
 *
 * @example
 * eb => msOfTimestamp(eb.ref('bar_start'))
 */
export const msOfTimestamp = (instant: Expression<Date>) => call<bigint>('ms_of_timestamp', instant);

/**
 * Whether a double is neither NaN nor infinite.
 *
 * @example
 * eb => isFinite(eb.ref('close'))
 */
export const isFinite = (value: Expression<number | null>) => call<boolean>('is_finite', value);

/**
 * Whether a double is NaN (`NaN = NaN` is true in DuckDB and false in Trino, so never compare).
 *
 * @example
 * eb => isNan(eb.ref('close'))
 */
export const isNan = (value: Expression<number | null>) => call<boolean>('is_nan', value);

/**
 * Cast to a 64-bit float; Grafana turns a DECIMAL into a label, so panels cast.
 *
 * @example
 * eb => asDouble(eb.ref('hourly_var'))
 */
export const asDouble = <N extends number | null>(value: Expression<N | bigint>) => call<N>('as_double', value);

/**
 * A number as a 64-bit integer, halves away from zero; too large is an error. Sums of integers are HUGEINT in DuckDB: cast
 * every one. Texts go through `tryInt64`.
 *
 * @example
 * eb => asInt64(eb.fn.sum('trades'))
 */
export const asInt64 = <N extends bigint | null = bigint>(value: Expression<unknown>) => call<N>('as_int64', value);

/**
 * Cast `YYYY-MM-DD` text, or a timestamp's UTC day, to a date.
 *
 * @example
 * eb => asDate(eb.val('2026-05-29'))
 */
export const asDate = (value: Expression<unknown>) => call<string>('as_date', value);

/**
 * A 64-bit integer, boolean, decimal, date or text as text. Doubles and timestamps, which have another text on each engine, are
 * refused by the type: `asText(asDecimal(x, 10, 2))`, `formatTime('second', t)`; 32-bit integers go through `asInt64`.
 *
 * @example
 * eb => asText(eb.ref('trading_date'))
 */
export const asText = <T extends bigint | string | boolean | null>(value: Expression<T>) =>
  call<T extends null ? null : string>('as_text', value);

/**
 * An explicit UTC timestamp (`timestamp with time zone`): Grafana reads naive ones in the server's zone.
 *
 * @example
 * eb => utc(eb.ref('bar_start')).as('time')
 */
export const utc = (instant: Expression<Date>) => call<Date>('utc', instant);
