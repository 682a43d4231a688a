import type { Spelling } from './spelling.ts';

/** DuckDB adds intervals, and from them makes microseconds. */
const add = (unit: string, interval: string): Spelling => ({
  duckdb: `CAST({1} + ${interval} AS TIMESTAMP_MS)`,
  athena: `date_add('${unit}', {0}, {1})`,
});

/** DuckDB's `date_diff` counts the boundaries between two instants, Trino's the whole units, as `datesub` does. */
const between = (unit: string): Spelling => ({
  duckdb: `datesub('${unit}', {0}, {1})`,
  athena: `date_diff('${unit}', {0}, {1})`,
});

const truncate = (unit: string): Spelling => ({
  duckdb: `CAST(date_trunc('${unit}', {0}) AS TIMESTAMP_MS)`,
  athena: `date_trunc('${unit}', {0})`,
});

const part = (duckdb: string, athena: string): Spelling => ({ duckdb: `${duckdb}({0})`, athena: `${athena}({0})` });

const format = (duckdb: string, athena: string): Spelling => ({
  duckdb: `strftime({0}, '${duckdb}')`,
  athena: `date_format({0}, '${athena}')`,
});

/**
 * - timestamp_of_ms, add_millisecond, add_second: Trino's date_add takes no more than 2^31 units (25 days of milliseconds), so
 *   whole minutes go first. `from_unixtime` would go through a double.
 * - iso_day_of_week, iso_week: weeks begin on Monday, which is 1.
 * - try_date: DuckDB reads more forms of a date than Trino; so only `YYYY-MM-DD` passes.
 */
export const timeSpellings = {
  timestamp_of_ms: {
    duckdb: 'CAST(make_timestamp_ms({0}) AS TIMESTAMP_MS)',
    athena:
      "date_add('millisecond', {0} % 60000, date_add('minute', {0} / 60000, TIMESTAMP '1970-01-01 00:00:00.000'))",
  },
  ms_of_timestamp: {
    duckdb: 'epoch_ms({0})',
    athena: "date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00.000', {0})",
  },
  as_date: { duckdb: 'CAST({0} AS DATE)', athena: 'CAST({0} AS date)' },
  as_timestamp: { duckdb: 'CAST({0} AS TIMESTAMP_MS)', athena: 'CAST({0} AS timestamp(3))' },
  try_date: {
    duckdb:
      "TRY_CAST(CASE WHEN regexp_matches({0}, '^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]\\z') THEN {0} END AS DATE)",
    athena:
      "TRY_CAST(CASE WHEN regexp_like({0}, '^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]\\z') THEN {0} END AS date)",
  },
  utc: { duckdb: "timezone('UTC', {0})", athena: "with_timezone({0}, 'UTC')" },
  truncate_second: truncate('second'),
  truncate_minute: truncate('minute'),
  truncate_hour: truncate('hour'),
  truncate_day: truncate('day'),
  truncate_week: truncate('week'),
  truncate_month: truncate('month'),
  truncate_quarter: truncate('quarter'),
  truncate_year: truncate('year'),
  add_millisecond: {
    duckdb: 'CAST({1} + to_microseconds({0} * 1000) AS TIMESTAMP_MS)',
    athena: "date_add('millisecond', {0} % 60000, date_add('minute', {0} / 60000, {1}))",
  },
  add_second: {
    duckdb: 'CAST({1} + to_seconds({0}) AS TIMESTAMP_MS)',
    athena: "date_add('second', {0} % 60, date_add('minute', {0} / 60, {1}))",
  },
  add_minute: add('minute', 'to_minutes({0})'),
  add_hour: add('hour', 'to_hours({0})'),
  add_day: add('day', 'to_days(CAST({0} AS INTEGER))'),
  add_week: add('week', 'to_days(CAST({0} * 7 AS INTEGER))'),
  add_month: add('month', 'to_months(CAST({0} AS INTEGER))'),
  add_year: add('year', 'to_years(CAST({0} AS INTEGER))'),
  between_millisecond: between('millisecond'),
  between_second: between('second'),
  between_minute: between('minute'),
  between_hour: between('hour'),
  between_day: between('day'),
  between_week: between('week'),
  between_month: between('month'),
  between_year: between('year'),
  part_year: part('year', 'year'),
  part_quarter: part('quarter', 'quarter'),
  part_month: part('month', 'month'),
  part_day: part('day', 'day'),
  part_hour: part('hour', 'hour'),
  part_minute: part('minute', 'minute'),
  part_second: part('second', 'second'),
  part_day_of_year: part('dayofyear', 'day_of_year'),
  part_iso_day_of_week: part('isodow', 'day_of_week'),
  part_iso_week: part('weekofyear', 'week'),
  part_iso_year: part('isoyear', 'year_of_week'),
  format_month: format('%Y-%m', '%Y-%m'),
  format_date: format('%Y-%m-%d', '%Y-%m-%d'),
  format_hour: format('%Y-%m-%d %H:00', '%Y-%m-%d %H:00'),
  format_minute: format('%Y-%m-%d %H:%M', '%Y-%m-%d %H:%i'),
  format_second: format('%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%i:%s'),
  format_time_of_day: format('%H:%M', '%H:%i'),
  format_weekday: format('%a', '%a'),
} as const satisfies Record<string, Spelling>;
