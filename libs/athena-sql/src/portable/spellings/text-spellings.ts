import type { Spelling } from './spelling.ts';

const same = (text: string): Spelling => ({ duckdb: text, athena: text });

/**
 * - trim: Trino's own takes all white space, DuckDB's only spaces.
 * - split_part: DuckDB's own gives '' past the end, where Trino gives NULL.
 * - regexp_extract: DuckDB's own gives '' without a match, where Trino gives NULL.
 * - json_text, json_number: the engines differ in the text of a number (1.50, 1.5), in objects and in what is not JSON; so each takes one kind.
 */
export const textSpellings = {
  as_text: { duckdb: 'CAST({0} AS VARCHAR)', athena: 'CAST({0} AS varchar)' },
  length: same('length({0})'),
  substr: same('substr({0}, {1}, {2})'),
  substr_from: same('substr({0}, {1})'),
  trim: { duckdb: "trim({0}, ' ')", athena: "trim(BOTH ' ' FROM {0})" },
  trim_start: { duckdb: "ltrim({0}, ' ')", athena: "trim(LEADING ' ' FROM {0})" },
  trim_end: { duckdb: "rtrim({0}, ' ')", athena: "trim(TRAILING ' ' FROM {0})" },
  pad_start: same('lpad({0}, {1}, {2})'),
  replace: same('replace({0}, {1}, {2})'),
  position: same('strpos({0}, {1})'),
  starts_with: same('starts_with({0}, {1})'),
  split_part: { duckdb: 'list_extract(string_split({0}, {1}), {2})', athena: 'split_part({0}, {1}, {2})' },
  regexp_like: { duckdb: 'regexp_matches({0}, {1})', athena: 'regexp_like({0}, {1})' },
  regexp_extract: {
    duckdb: 'list_extract(regexp_extract_all({0}, {1}, {2}), 1)',
    athena: 'regexp_extract({0}, {1}, {2})',
  },
  regexp_replace: { duckdb: "regexp_replace({0}, {1}, {3}, 'g')", athena: 'regexp_replace({0}, {1}, {2})' },
  json_text: {
    duckdb: "CASE WHEN json_valid({0}) AND json_type({0}, {1}) = 'VARCHAR' THEN json_extract_string({0}, {1}) END",
    athena: `CASE WHEN json_format(json_extract({0}, {1})) LIKE '"%' THEN json_extract_scalar({0}, {1}) END`,
  },
  json_number: {
    duckdb:
      "CASE WHEN json_valid({0}) AND json_type({0}, {1}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN CAST(json_extract_string({0}, {1}) AS DOUBLE) END",
    athena: `CASE WHEN regexp_like(json_format(json_extract({0}, {1})), '^[-0-9]') THEN TRY_CAST(json_extract_scalar({0}, {1}) AS double) END`,
  },
} as const satisfies Record<string, Spelling>;
