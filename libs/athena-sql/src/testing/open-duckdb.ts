import { DuckDBInstance } from '@duckdb/node-api';
import { Kysely, sql } from 'kysely';
import { DuckDbDialect } from '../duckdb/duckdb-dialect.ts';

/** A fresh in-memory DuckDB behind the dialect, for this project's tests. */
export async function openDuckDb<Database = unknown>() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const db = new Kysely<Database>({ dialect: new DuckDbDialect({ connection }) });
  const run = async (text: string) => (await sql.raw<Record<string, unknown>>(text).execute(db)).rows;
  return { connection, db, run };
}
