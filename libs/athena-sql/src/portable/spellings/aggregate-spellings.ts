import type { Spelling } from './spelling.ts';

const same = (text: string): Spelling => ({ duckdb: text, athena: text });

/** NaN and the infinities are left out: DuckDB throws on them, Trino gives NaN. Count them apart. */
const ofFinite = (name: string): Spelling => ({
  duckdb: `${name}(CASE WHEN isfinite({0}) THEN {0} END)`,
  athena: `${name}(CASE WHEN is_finite({0}) THEN {0} END)`,
});

const ofFinitePairs = (name: string): Spelling => ({
  duckdb: `${name}(CASE WHEN isfinite({0}) AND isfinite({1}) THEN {0} END, CASE WHEN isfinite({0}) AND isfinite({1}) THEN {1} END)`,
  athena: `${name}(CASE WHEN is_finite({0}) AND is_finite({1}) THEN {0} END, CASE WHEN is_finite({0}) AND is_finite({1}) THEN {1} END)`,
});

const correlation = ofFinitePairs('corr');
const finite = 'CASE WHEN is_finite({0}) THEN {0} END';

/**
 * - min_by, max_by: DuckDB's own skip NULL values, Trino's do not.
 * - count_if: DuckDB's own gives NULL for no rows.
 * - sum_int64: DuckDB's sum of integers is a HUGEINT, which Parquet and JavaScript do not hold.
 * - corr: of values that do not vary it is NaN in DuckDB, NULL in Trino; rounding takes it out of [-1, 1] in both. least and greatest
 *   of NULL are NULL in Trino, and leave NULL out in DuckDB.
 * - quantile: Trino has none that is exact; interpolates between the two nearest values, as `quantile_cont`.
 */
export const aggregateSpellings = {
  min_by: { duckdb: 'arg_min_null({0}, {1})', athena: 'min_by({0}, {1})' },
  max_by: { duckdb: 'arg_max_null({0}, {1})', athena: 'max_by({0}, {1})' },
  count_if: same('count(CASE WHEN {0} THEN 1 END)'),
  bool_and: same('bool_and({0})'),
  bool_or: same('bool_or({0})'),
  sum_int64: { duckdb: 'CAST(sum({0}) AS BIGINT)', athena: 'CAST(sum({0}) AS bigint)' },
  sum_double: { duckdb: 'sum(CAST({0} AS DOUBLE))', athena: 'sum(CAST({0} AS double))' },
  avg_double: { duckdb: 'avg(CAST({0} AS DOUBLE))', athena: 'avg(CAST({0} AS double))' },
  min_finite: ofFinite('min'),
  max_finite: ofFinite('max'),
  stddev_pop: ofFinite('stddev_pop'),
  stddev_samp: ofFinite('stddev_samp'),
  var_pop: ofFinite('var_pop'),
  var_samp: ofFinite('var_samp'),
  covar_pop: ofFinitePairs('covar_pop'),
  covar_samp: ofFinitePairs('covar_samp'),
  corr: {
    duckdb: `CASE WHEN isfinite(${correlation.duckdb}) THEN greatest(-1E0, least(1E0, ${correlation.duckdb})) END`,
    athena: `greatest(-1E0, least(1E0, ${correlation.athena}))`,
  },
  array_agg: same('array_agg({0} ORDER BY {1})'),
  join_text: { duckdb: 'string_agg({0}, {1} ORDER BY {2})', athena: 'listagg({0}, {1}) WITHIN GROUP (ORDER BY {2})' },
  quantile: {
    duckdb: 'quantile_cont(CASE WHEN isfinite({0}) THEN {0} END, {1})',
    athena: [
      `(element_at(array_agg(${finite} ORDER BY ${finite}), CAST(floor({1} * greatest(count(${finite}) - 1, 0)) AS bigint) + 1)`,
      ` + ({1} * greatest(count(${finite}) - 1, 0) - floor({1} * greatest(count(${finite}) - 1, 0)))`,
      ` * (element_at(array_agg(${finite} ORDER BY ${finite}), CAST(ceil({1} * greatest(count(${finite}) - 1, 0)) AS bigint) + 1)`,
      ` - element_at(array_agg(${finite} ORDER BY ${finite}), CAST(floor({1} * greatest(count(${finite}) - 1, 0)) AS bigint) + 1)))`,
    ].join(''),
  },
} as const satisfies Record<string, Spelling>;
