import { trinoMacros } from '../translate/macros.ts';
import type { ReadRows } from './duckdb-catalog.ts';

/**
 * Creates the macros that translated queries call in a DuckDB.
 *
 * @param run runs a statement of any kind.
 * @throws any error of `run`.
 * @example
 * await addTrinoMacros(async (sql) => (await connection.runAndReadAll(sql)).getRowObjects());
 */
export async function addTrinoMacros(run: ReadRows): Promise<void> {
  for (const statement of trinoMacros) await run(statement);
}
