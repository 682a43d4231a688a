import { DuckDBInstance } from '@duckdb/node-api';
import { DuckDbDialect } from '@tickerlake/athena-sql';
import { Kysely, sql } from 'kysely';
import type { ColumnType, DatasetColumn } from '../plan/plan-context.ts';

export type TableCell = string | number | bigint | boolean | Date | null;

const duckDbTypes: Record<ColumnType, string> = {
  string: 'VARCHAR',
  int16: 'SMALLINT',
  int32: 'INTEGER',
  int64: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  decimal: 'DECIMAL(18, 4)',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP_MS',
  timestamptz: 'TIMESTAMPTZ',
  binary: 'BLOB',
  array: 'INTEGER[]',
  struct: 'STRUCT(a INTEGER)',
};

/** A fresh in-memory DuckDB behind Kysely, with a way to fill tables. */
export async function openDuckDb() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const db = new Kysely<unknown>({ dialect: new DuckDbDialect({ connection }) });
  const createTable = async (
    name: string,
    columns: readonly DatasetColumn[],
    rows: readonly (readonly TableCell[])[],
  ) => {
    const definitions = columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(duckDbTypes[column.type])}`);
    await sql`CREATE OR REPLACE TABLE ${sql.id(name)} (${sql.join(definitions)})`.execute(db);
    if (rows.length === 0) return;
    const tuples = rows.map((row) => sql`(${sql.join(row.map((cell, index) => literal(cell, columns[index]?.type)))})`);
    await sql`INSERT INTO ${sql.id(name)} VALUES ${sql.join(tuples)}`.execute(db);
  };
  return { db, createTable, close: () => connection.closeSync() };
}

function literal(cell: TableCell, type: ColumnType | undefined) {
  if (typeof cell === 'number' && !Number.isFinite(cell)) return sql`CAST(${String(cell)} AS DOUBLE)`;
  if (type === 'date' && typeof cell === 'string') return sql`CAST(${cell} AS DATE)`;
  return sql`${cell}`;
}
