import type { Spelling } from './spelling.ts';

const finite = (engine: 'duckdb' | 'athena', value: string): string =>
  `CASE WHEN ${engine === 'duckdb' ? 'isfinite' : 'is_finite'}(${value}) THEN ${value} END`;

/** DuckDB throws for the logarithm of what is not positive and the root of a negative; Trino gives NaN or -Infinity. Here it is NULL. */
const guarded = (name: string, condition: string): Spelling => ({
  duckdb: `${name}(CASE WHEN {0} ${condition} AND isfinite({0}) THEN {0} END)`,
  athena: `${name}(CASE WHEN {0} ${condition} AND is_finite({0}) THEN {0} END)`,
});

/** An overflow is Infinity on both; here it is NULL. */
const finiteResult = (call: string): Spelling => ({ duckdb: finite('duckdb', call), athena: finite('athena', call) });

const same = (text: string): Spelling => ({ duckdb: text, athena: text });

/**
 * - int_div: DuckDB's `/` on integers gives fractions without its prelude. Nothing is divided by 0: Trino fails there, DuckDB gives NULL.
 * - round, sign: DuckDB makes 0 of NaN, and of Infinity rounded to tens.
 * - as_int64: DuckDB casts 2.5 to 2 (half to even), Trino to 3; `round` takes both to 3, and leaves integers of any size alone.
 * - as_decimal: DuckDB multiplies a double before it rounds, so 1.005 becomes 1.00; Trino goes by its shortest text. And DuckDB
 *   rounds the text 6.7e-06 by its first digit, to 0.01: with 37 digits behind the point it is read right, and then rounded.
 * - binomial_tail: P(X <= k) of n fair coins; Trino has the incomplete beta function, DuckDB sums the terms.
 * - try_int64, try_double: Trino refuses '1.5' as an integer, DuckDB rounds it; each spells NaN differently. So only digits pass.
 */
export const numberSpellings = {
  int_div: { duckdb: '({0} // nullif({1}, 0))', athena: '({0} / nullif({1}, 0))' },
  mod: same('({0} % nullif({1}, 0))'),
  divide: {
    duckdb: '(CAST({0} AS DOUBLE) / nullif(CAST({1} AS DOUBLE), 0E0))',
    athena: '(CAST({0} AS double) / nullif(CAST({1} AS double), 0E0))',
  },
  floor: same('floor({0})'),
  ceil: same('ceil({0})'),
  truncate: { duckdb: 'trunc({0})', athena: 'truncate({0})' },
  round: { duckdb: 'CASE WHEN isfinite({0}) THEN round({0}, {1}) ELSE {0} END', athena: 'round({0}, {1})' },
  sign: {
    duckdb: 'CASE WHEN isnan({0}) THEN {0} ELSE CAST(sign({0}) AS DOUBLE) END',
    athena: 'CAST(sign({0}) AS double)',
  },
  square_root: guarded('sqrt', '>= 0'),
  ln: guarded('ln', '> 0'),
  log10: guarded('log10', '> 0'),
  exp: finiteResult('exp({0})'),
  power: finiteResult('power({0}, {1})'),
  finite: finiteResult('{0}'),
  is_finite: { duckdb: 'isfinite({0})', athena: 'is_finite({0})' },
  is_nan: { duckdb: 'isnan({0})', athena: 'is_nan({0})' },
  as_double: { duckdb: 'CAST({0} AS DOUBLE)', athena: 'CAST({0} AS double)' },
  as_int64: { duckdb: 'CAST(round({0}) AS BIGINT)', athena: 'CAST({0} AS bigint)' },
  as_decimal: {
    duckdb:
      "CASE WHEN contains(CAST({0} AS VARCHAR), 'e-') THEN CAST(CAST(CAST({0} AS VARCHAR) AS DECIMAL(38, 37)) AS DECIMAL({1}, {2})) ELSE CAST(CAST({0} AS VARCHAR) AS DECIMAL({1}, {2})) END",
    athena: 'CAST({0} AS decimal({1}, {2}))',
  },
  binomial_tail: {
    duckdb:
      'CASE WHEN {0} >= {1} THEN 1E0 WHEN {0} < {1} THEN list_sum(list_transform(range(CAST({0} AS BIGINT) + 1), lambda i: exp(lgamma({1} + 1) - lgamma(i + 1) - lgamma({1} - i + 1) - {1} * ln(2)))) END',
    athena:
      'CASE WHEN {0} >= {1} THEN 1E0 WHEN {0} < {1} THEN beta_cdf(CAST({1} - {0} AS double), CAST({0} + 1 AS double), 5E-1) END',
  },
  try_int64: {
    duckdb: "TRY_CAST(CASE WHEN regexp_matches({0}, '^[+-]?[0-9]+\\z') THEN {0} END AS BIGINT)",
    athena: "TRY_CAST(CASE WHEN regexp_like({0}, '^[+-]?[0-9]+\\z') THEN {0} END AS bigint)",
  },
  try_double: {
    duckdb: `TRY_CAST(CASE WHEN regexp_matches({0}, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?\\z') THEN {0} END AS DOUBLE)`,
    athena: `TRY_CAST(CASE WHEN regexp_like({0}, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?\\z') THEN {0} END AS double)`,
  },
} as const satisfies Record<string, Spelling>;
