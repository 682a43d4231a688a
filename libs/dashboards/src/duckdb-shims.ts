/**
 * DuckDB macros for the Trino functions that panels and Grafana's macros use, so that a panel's SQL runs unchanged on a
 * laptop. Each is one statement.
 *
 * @example
 * for (const statement of duckDbShims) await connection.run(statement);
 */
export const duckDbShims: readonly string[] = [
  'CREATE MACRO with_timezone(instant, zone) AS timezone(zone, CAST(instant AS TIMESTAMP))',
  'CREATE MACRO to_unixtime(instant) AS CAST(epoch(instant) AS DOUBLE)',
  'CREATE MACRO from_unixtime(seconds) AS make_timestamp(CAST(round(seconds * 1000000) AS BIGINT))',
];
