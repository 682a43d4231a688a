import type { Spelling } from './spelling.ts';

/** DuckDB writes IGNORE NULLS inside the brackets, Trino behind them. The last argument is the window. */
export const windowSpellings = {
  lag_known: { duckdb: 'lag({0}, {1} IGNORE NULLS) OVER {2}', athena: 'lag({0}, {1}) IGNORE NULLS OVER {2}' },
  lead_known: { duckdb: 'lead({0}, {1} IGNORE NULLS) OVER {2}', athena: 'lead({0}, {1}) IGNORE NULLS OVER {2}' },
  first_known: { duckdb: 'first_value({0} IGNORE NULLS) OVER {1}', athena: 'first_value({0}) IGNORE NULLS OVER {1}' },
  last_known: { duckdb: 'last_value({0} IGNORE NULLS) OVER {1}', athena: 'last_value({0}) IGNORE NULLS OVER {1}' },
} as const satisfies Record<string, Spelling>;
