/**
 * DuckDB macros for the Trino functions that panels and Grafana's macros use, so that a panel's SQL runs unchanged on
 * DuckDB. Each is one statement. `beta_cdf` supports only integer a and b, which is enough for binomial tails.
 *
 * @example
 * for (const statement of duckDbShims) await connection.run(statement);
 */
export const duckDbShims: readonly string[] = [
  'CREATE MACRO with_timezone(instant, zone) AS timezone(zone, CAST(instant AS TIMESTAMP))',
  'CREATE MACRO to_unixtime(instant) AS CAST(epoch(instant) AS DOUBLE)',
  'CREATE MACRO from_unixtime(seconds) AS make_timestamp(CAST(round(seconds * 1000000) AS BIGINT))',
  'CREATE MACRO beta_cdf(a, b, v) AS list_sum(list_transform(range(CAST(b AS BIGINT)), lambda i: exp(lgamma(a + b) - lgamma(i + 1) - lgamma(a + b - i) + i * ln(1 - v) + (a + b - 1 - i) * ln(v))))',
];
