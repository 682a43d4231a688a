import { DuckDBInstance } from '@duckdb/node-api';
import { analysisViews } from '@tickerlake/market-sql';
import {
  athenaQueryBuilder,
  compileAthenaSql,
  createTrinoClient,
  DuckDbDialect,
  type TrinoColumn,
  type TrinoRawValue,
} from '@tickerlake/athena-sql';
import { hourlyVolatilityTable, type Tables } from '@tickerlake/record-schema';
import { Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { duckDbShims, readTime } from '@tickerlake/athena-plugin';
import { dashboardQueries } from './testing/dashboard-queries.ts';
import { lakeStatements } from './testing/lake-statements.ts';
import { smallLake } from './testing/small-lake.ts';

declare module 'vitest' {
  interface ProvidedContext {
    engines: {
      readonly athenaEndpoint: string;
      readonly glueEndpoint: string;
      readonly firehoseEndpoint: string;
      readonly s3Endpoint: string;
      readonly trinoUrl: string;
      readonly bucket: string;
    };
  }
}

const { trinoUrl, bucket } = inject('engines');
const database = `dashboards_${Date.now()}`;
const clock = {
  now: () => new Date(),
  sleep: async (ms: number, signal?: AbortSignal) => sleep(ms, undefined, { signal }),
};
const trino = createTrinoClient({
  url: trinoUrl,
  user: 'test',
  catalog: 'iceberg',
  schema: database,
  fetch,
  clock,
  random: Math.random,
});
const tables = smallLake();
const views = analysisViews(athenaQueryBuilder<Tables>());
let duckdb: Kysely<unknown>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  duckdb = new Kysely({ dialect: new DuckDbDialect({ connection }) });
  for (const shim of duckDbShims) await sql.raw(shim).execute(duckdb);
  await onTrino(`CREATE SCHEMA iceberg.${database} WITH (location = 's3://${bucket}/${database}/')`);
  for (const one of tables) {
    for (const statement of lakeStatements(one, one.table.name, 'duckdb')) await sql.raw(statement).execute(duckdb);
    const properties = one.table === hourlyVolatilityTable ? " WITH (partitioning = ARRAY['month(bar_start)'])" : '';
    for (const statement of lakeStatements(one, one.table.name, 'iceberg', properties)) await onTrino(statement);
  }
  await onTrino(`INSERT INTO hourly_volatility (ticker, trading_date, session, bar_start, hourly_var, range_pct, is_complete, grid)
    SELECT ticker, date_add('month', -1, trading_date), session, date_add('month', -1, bar_start), hourly_var, range_pct, is_complete, grid FROM hourly_volatility`);
  for (const { table, query } of analysisViews(duckdb.withTables<Tables>()))
    await sql.raw(`create view ${table.name} as ${query.compile().sql}`).execute(duckdb);
  for (const { table, query } of views) await onTrino(`CREATE VIEW ${table.name} AS ${compileAthenaSql(query)}`);
}, 240_000);

afterAll(async () => {
  for (const { table } of views.toReversed()) await onTrino(`DROP VIEW IF EXISTS ${table.name}`);
  for (const { table } of tables) await onTrino(`DROP TABLE IF EXISTS ${table.name}`);
  await onTrino(`DROP SCHEMA iceberg.${database}`);
  await duckdb.destroy();
});

async function onTrino(statement: string): Promise<{ rows: Record<string, unknown>[]; processedRows: number }> {
  const rows: Record<string, unknown>[] = [];
  let processedRows = 0;
  for await (const page of trino.pages(statement)) {
    processedRows = page.statistics.processedRows;
    for (const row of page.rows)
      rows.push(
        Object.fromEntries(
          (page.columns ?? []).map((column, index) => [column.name, fromTrino(row[index] ?? null, column)]),
        ),
      );
  }
  return { rows, processedRows };
}

/** Values as plain numbers and texts; times in ms. */
function fromTrino(value: TrinoRawValue, { type }: TrinoColumn): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (/^(tinyint|smallint|integer|bigint|double|real)/.test(type)) return Number(value);
  return type.startsWith('timestamp') ? readTime(String(value), 'UTC') : String(value);
}

function fromDuckDb(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Date ? value.getTime() : value;
}

/** Doubles are compared to nine digits: the engines add in different orders. */
const rounded = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value,
      ]),
    ),
  );

describe('every query gives the same rows on Trino and DuckDB', { timeout: 120_000 }, () => {
  test.each(dashboardQueries().filter(({ name }) => !name.includes('variable')))('$name', async ({ sql: text }) => {
    const here = (await sql.raw<Record<string, unknown>>(text).execute(duckdb)).rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, fromDuckDb(value)])),
    );
    const there = (await onTrino(text)).rows;
    expect(there.length).toBeGreaterThan(0);
    expect(rounded(there)).toEqual(rounded(here));
  });

  test.each(dashboardQueries().filter(({ name }) => name.includes('variable')))('$name', async ({ sql: text }) => {
    expect((await onTrino(text)).rows).toEqual((await sql.raw(text).execute(duckdb)).rows);
  });
});

test('the time filter reads only one of two months', async () => {
  const lines =
    dashboardQueries().find(({ name }) => name.startsWith('tickerlake-hourly-volatility: panel 1 '))?.sql ?? '';
  const april = tables.find(({ table }) => table === hourlyVolatilityTable)?.rows.length ?? 0;
  const [{ rows: all }, { processedRows }] = [
    await onTrino('SELECT count(*) AS n FROM hourly_volatility'),
    await onTrino(lines),
  ];
  expect(all).toEqual([{ n: 2 * april }]);
  expect(processedRows).toBeGreaterThan(0);
  expect(processedRows).toBeLessThanOrEqual(april);
});
