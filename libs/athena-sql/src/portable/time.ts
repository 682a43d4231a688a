import { type Expression } from 'kysely';
import { call } from './call.ts';

type Instant = Expression<Date> | Expression<Date | null>;

/** The units that instants are cut to; a week begins on Monday. */
export type TruncationUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The units that instants are moved and compared by. */
export type TimeUnit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** The parts of an instant, in UTC. */
export type TimePart =
  | 'year'
  | 'quarter'
  | 'month'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'day_of_year'
  | 'iso_day_of_week'
  | 'iso_week'
  | 'iso_year';

/** How an instant is written, in UTC: `2026-05`, `2026-05-29`, `2026-05-29 19:00`, `... 19:30`, `... 19:30:00`, `19:30`, `Fri`. */
export type TimeFormat = 'month' | 'date' | 'hour' | 'minute' | 'second' | 'time_of_day' | 'weekday';

/**
 * The beginning of the unit that holds an instant, in UTC.
 *
 * @example
 * eb => truncateTime('hour', eb.ref('bar_start'))
 */
export const truncateTime = (unit: TruncationUnit, instant: Instant) => call<Date>(`truncate_${unit}`, instant);

/**
 * An instant so many units later, or earlier; a month that lacks the day ends on its last.
 * DuckDB: `t + to_days(n)`; Athena, Trino: `date_add('day', n, t)`.
 *
 * @example
 * eb => addTime('day', sql.lit(-7), eb.ref('bar_start'))
 */
export const addTime = (unit: TimeUnit, count: Expression<bigint | number>, instant: Instant) =>
  call<Date>(`add_${unit}`, count, instant);

/**
 * The whole units from one instant to another, negative where the second is earlier. DuckDB: `datesub` (its `date_diff` counts
 * boundaries); Athena, Trino: `date_diff`.
 *
 * @example
 * eb => timeBetween('minute', eb.ref('opens_at'), eb.ref('bar_start'))
 */
export const timeBetween = (unit: TimeUnit, from: Instant, to: Instant) => call<bigint>(`between_${unit}`, from, to);

/**
 * A part of an instant in UTC, or of a date; days of the week from Monday = 1 to Sunday = 7, weeks as ISO 8601.
 *
 * @example
 * eb => timePart('iso_day_of_week', eb.ref('bar_start'))
 */
export const timePart = (part: TimePart, instant: Instant | Expression<string>) =>
  call<bigint>(`part_${part}`, instant);

/**
 * An instant as text, in UTC. Engines have their own codes (`%i`, `%M`), so formats have names.
 *
 * @example
 * eb => formatTime('minute', eb.ref('bar_start')) // '2026-05-29 19:30'
 */
export const formatTime = (format: TimeFormat, instant: Instant) => call<string>(`format_${format}`, instant);

/**
 * Text (`2026-05-29 19:30:00.123`, `2026-05-29`), a date or a timestamp as a UTC timestamp of milliseconds, rounded.
 *
 * @example
 * eb => asTimestamp(eb.ref('trading_date'))
 */
export const asTimestamp = (value: Expression<unknown>) => call<Date>('as_timestamp', value);

/**
 * The date that a text spells as `YYYY-MM-DD`, or NULL.
 *
 * @example
 * eb => tryDate(eb.ref('date_text'))
 */
export const tryDate = (text: Expression<string | null>) => call<string | null>('try_date', text);
