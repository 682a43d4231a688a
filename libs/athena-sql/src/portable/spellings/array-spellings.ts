import type { Spelling } from './spelling.ts';

/** Positions count from 1; what is past the end is NULL (Trino's `[n]` fails there, and is not used). */
export const arraySpellings = {
  element_at: { duckdb: 'list_extract({0}, {1})', athena: 'element_at({0}, {1})' },
  cardinality: { duckdb: 'len({0})', athena: 'cardinality({0})' },
  join_array: { duckdb: 'array_to_string({0}, {1})', athena: 'array_join({0}, {1})' },
  series: { duckdb: 'generate_series({0}, {1})', athena: 'sequence({0}, {1})' },
} as const satisfies Record<string, Spelling>;
