/** Joda's letters, as `format_datetime` takes them, in strftime's. */
const fromJoda = nest('format', [['yyyy', '%Y'], ['MM', '%m'], ['dd', '%d'], ['HH', '%H'], ['mm', '%M'], ['ss', '%S'], ['SSS', '%g']]);
/** MySQL's letters, as `date_format` takes them; the month's name first, for minutes become %M. */
const fromMySql = nest('format', [['%M', '%B'], ['%i', '%M'], ['%h', '%I'], ['%s', '%S'], ['%W', '%A'], ['%T', '%H:%M:%S']]);

const macros: readonly [signature: string, body: string][] = [
  ['with_timezone(instant, zone)', 'timezone(zone, CAST(instant AS TIMESTAMP))'],
  ['at_timezone(instant, zone)', 'CAST(instant AS TIMESTAMPTZ)'],
  ['to_unixtime(instant)', 'CAST(epoch(instant) AS DOUBLE)'],
  ['from_unixtime(seconds)', 'make_timestamp(CAST(round(seconds * 1000000) AS BIGINT))'],
  ['from_iso8601_timestamp(text)', 'CAST(text AS TIMESTAMPTZ)'],
  ['from_iso8601_date(text)', 'CAST(text AS DATE)'],
  ['format_datetime(instant, format)', `strftime(instant, ${fromJoda})`],
  ['date_format(instant, format)', `strftime(instant, ${fromMySql})`],
  ['date_diff(unit, first, last)', 'datesub(unit, first, last)'],
  ['date_add(unit, n, instant)', `instant + CASE unit WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_days(CAST(7 * n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(3 * n AS INTEGER)) WHEN 'year' THEN to_years(CAST(n AS INTEGER)) END`],
  ['day_of_week(instant)', 'isodow(instant)'],
  ['day_of_month(instant)', 'day(instant)'],
  ['day_of_year(instant)', 'dayofyear(instant)'],
  ['year_of_week(instant)', 'isoyear(instant)'],
  ['is_nan(x)', 'isnan(x)'],
  ['is_finite(x)', 'isfinite(x)'],
  ['is_infinite(x)', 'isinf(x)'],
  ['nan()', "CAST('NaN' AS DOUBLE)"],
  ['infinity()', "CAST('Infinity' AS DOUBLE)"],
  ['truncate(x)', 'trunc(x)'],
  ['min_by(x, y)', 'arg_min_null(x, y)'],
  ['max_by(x, y)', 'arg_max_null(x, y)'],
  ['count_if(x)', 'count(CASE WHEN x THEN 1 END)'],
  ['approx_distinct(x)', 'count(DISTINCT x)'],
  ['approx_percentile(x, share)', 'quantile_disc(x, share)'],
  ['regexp_like(text, pattern)', 'regexp_matches(text, pattern)'],
  ['json_extract_scalar(json, path)', 'json_extract_string(json, path)'],
  ['element_at(list, n)', 'list_extract(list, n)'],
  ['array_join(list, separator)', 'array_to_string(list, separator)'],
  ['cardinality(list)', 'len(list)'],
  ['sequence(first, last)', 'generate_series(first, last)'],
  ['to_utf8(text)', 'encode(text)'],
  ['from_utf8(bytes)', 'decode(bytes)'],
  ['to_hex(bytes)', 'hex(bytes)'],
  ['from_hex(text)', 'unhex(text)'],
];

/**
 * Functions of Athena that DuckDB lacks or means otherwise, as macros: time and its formats, finite numbers, first and last by order,
 * regular expressions, JSON, lists. Exact where Athena approximates. `parse_datetime` and `date_parse` are not among them: DuckDB reads formats only as constants. One statement each; one that is there already stays.
 *
 * @example
 * for (const statement of duckDbTrinoFunctions) await connection.run(statement);
 */
export const duckDbTrinoFunctions: readonly string[] = macros.map(([signature, body]) => `CREATE MACRO IF NOT EXISTS ${signature} AS ${body}`);

function nest(start: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  return pairs.reduce((text, [from, to]) => `replace(${text}, '${from}', '${to}')`, start);
}
