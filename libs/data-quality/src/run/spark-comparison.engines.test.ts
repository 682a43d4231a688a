import { openTrino } from '@tickerlake/athena-sql/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { ColumnType } from '../plan/plan-context.ts';
import { type ComparedEngine, compareVerdicts } from '../testing/compare-verdicts.ts';
import type { TableCell } from '../testing/duckdb-table.ts';
import { sparkCases } from '../testing/spark-cases.ts';

const { trinoUrl, bucket } = inject('engines');
const { db } = openTrino<unknown>(trinoUrl);
const schema = 'spark_cases';
const trinoTypes: Partial<Record<ColumnType, string>> = {
  string: 'varchar',
  int64: 'bigint',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp(3)',
};
const created = new Set<string>();

const createTable: ComparedEngine['createTable'] = async (name, columns, rows) => {
  const row = (cells: readonly TableCell[]) =>
    sql`(${sql.join(cells.map((cell, index) => sql`cast(${literal(cell)} as ${sql.raw(trinoTypes[columns[index]?.type ?? 'string'] ?? '')})`))})`;
  const values = rows.length === 0 ? [row(columns.map(() => null))] : rows.map(row);
  const names = sql.join(columns.map((column) => sql.id(column.name)));
  await sql`drop table if exists ${sql.table(name)}`.execute(db);
  await sql`create table ${sql.table(name)} as select * from (values ${sql.join(values)}) as t(${names}) where ${sql.lit(rows.length > 0)}`.execute(
    db,
  );
  created.add(name);
};

function literal(cell: TableCell) {
  if (typeof cell === 'number' && !Number.isFinite(cell)) return sql.lit(String(cell));
  if (cell instanceof Date) return sql.lit(cell.toISOString().replace('T', ' ').replace('Z', ''));
  return sql`${cell}`;
}

beforeAll(async () => {
  await sql`create schema if not exists ${sql.id(schema)} with (location = ${sql.lit(`s3://${bucket}/${schema}/`)})`.execute(
    db,
  );
});
afterAll(async () => {
  for (const name of created) await sql`drop table if exists ${sql.table(name)}`.execute(db);
  await sql`drop schema if exists ${sql.id(schema)}`.execute(db);
});

it('one of ten random tables has the verdicts and metrics of Spark on Trino, too', { timeout: 240_000 }, async () => {
  const some = sparkCases().flatMap((one) =>
    one.tableName.endsWith('0') ? [{ ...one, tableName: `${schema}.${one.tableName}` }] : [],
  );
  expect(some.length).toBeGreaterThan(120);

  expect((await compareVerdicts(some, { db, createTable })).unexplained).toEqual([]);
});
