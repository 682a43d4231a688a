import { quoteName, quoteText } from '../sql/table-name.ts';
import { duckDbTrinoFunctions } from './trino-functions.ts';
import type { ReadRows } from './duckdb-catalog.ts';

/**
 * Makes what is in DuckDB's main schema known under a database's name too (`tickerlake.bars`), and Athena's functions with it.
 *
 * @param run runs a statement of any kind and gives its rows.
 * @throws what `run` throws.
 * @example
 * await exposeDatabase('tickerlake', async (sql) => (await connection.runAndReadAll(sql)).getRowObjects());
 */
export async function exposeDatabase(database: string, run: ReadRows): Promise<void> {
  for (const statement of duckDbTrinoFunctions) await run(statement);
  await run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(database)}`);
  for (const row of await run(`SELECT table_name FROM information_schema.tables WHERE table_schema = ${quoteText('main')} ORDER BY table_name`)) {
    const table = quoteName(String(row['table_name']));
    await run(`CREATE OR REPLACE VIEW ${quoteName(database)}.${table} AS SELECT * FROM main.${table}`);
  }
}
