/** The engines that a query can be compiled for; Trino and Athena share one spelling. */
export type SqlEngine = 'duckdb' | 'athena';

/**
 * How each engine spells the portable functions; `{0}` is the first argument. A function without a spelling for an
 * engine does not type-check here, and so never reaches that engine.
 *
 * - min_by, max_by: DuckDB's own skip NULL values, Trino's do not.
 * - int_div: DuckDB's `/` on integers gives fractions without its prelude.
 * - timestamp_of_ms: exact to the millisecond; `from_unixtime` would go through a double.
 */
export const spellings = {
  min_by: { duckdb: 'arg_min_null({0}, {1})', athena: 'min_by({0}, {1})' },
  max_by: { duckdb: 'arg_max_null({0}, {1})', athena: 'max_by({0}, {1})' },
  int_div: { duckdb: '({0} // {1})', athena: '({0} / {1})' },
  timestamp_of_ms: {
    duckdb: 'CAST(make_timestamp_ms({0}) AS TIMESTAMP_MS)',
    athena: "date_add('millisecond', {0}, TIMESTAMP '1970-01-01 00:00:00.000')",
  },
  ms_of_timestamp: {
    duckdb: 'epoch_ms({0})',
    athena: "date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00.000', {0})",
  },
  is_finite: { duckdb: 'isfinite({0})', athena: 'is_finite({0})' },
  is_nan: { duckdb: 'isnan({0})', athena: 'is_nan({0})' },
  as_double: { duckdb: 'CAST({0} AS DOUBLE)', athena: 'CAST({0} AS double)' },
  as_int64: { duckdb: 'CAST({0} AS BIGINT)', athena: 'CAST({0} AS bigint)' },
  as_date: { duckdb: 'CAST({0} AS DATE)', athena: 'CAST({0} AS date)' },
  as_text: { duckdb: 'CAST({0} AS VARCHAR)', athena: 'CAST({0} AS varchar)' },
  utc: { duckdb: "timezone('UTC', {0})", athena: "with_timezone({0}, 'UTC')" },
} as const satisfies Record<string, Record<SqlEngine, string>>;

/** The name of a portable function. */
export type PortableName = keyof typeof spellings;

/** Marks a function node as portable until a compiler spells it. */
export const portablePrefix = 'portable:';
