import { DuckDBInstance } from '@duckdb/node-api';
import { copyToParquet, DuckDbDialect, readParquet } from '@tickerlake/athena-sql';
import { hourlyVolatilityTable, sessionsTable, type Table, type Tables } from '@tickerlake/record-schema';
import { Kysely, sql } from 'kysely';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { duckDbShims } from '@tickerlake/athena-plugin';
import { dashboardQueries } from './testing/dashboard-queries.ts';
import { lakeStatements } from './testing/lake-statements.ts';
import { smallLake } from './testing/small-lake.ts';
import { unboundedQueries } from './testing/unbounded-queries.ts';

let db: Kysely<Tables>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pruning-'));
  db = new Kysely<Tables>({
    dialect: new DuckDbDialect({ connection: await (await DuckDBInstance.create(':memory:')).connect() }),
  });
  for (const shim of duckDbShims) await sql.raw(shim).execute(db);
  for (const one of smallLake()) {
    const isByMonth = one.table === hourlyVolatilityTable || one.table === sessionsTable;
    for (const statement of lakeStatements(one, isByMonth ? `month_of_${one.table.name}` : one.table.name, 'duckdb'))
      await sql.raw(statement).execute(db);
    if (isByMonth) await openWithSpoiltPast(one.table);
  }
});

afterAll(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

/**
 * The fixture's month as a file, and a file from 18 months earlier with unreadable pages: only its metadata is intact.
 */
async function openWithSpoiltPast(table: Table): Promise<void> {
  const { name, columns, key } = table;
  const shifted = columns.map((column) =>
    column.type === 'date' || column.type === 'timestamp'
      ? `"${column.name}" - interval 560 day as "${column.name}"`
      : `"${column.name}"`,
  );
  const files: string[] = [];
  for (const [which, selected] of [
    ['present', '*'],
    ['past', shifted.join(', ')],
  ] as const) {
    const path = join(folder, `${name}-${which}.parquet`);
    files.push(path);
    await copyToParquet(
      table,
      db.selectFrom(sql`(${sql.raw(`select ${selected} from month_of_${name}`)})`.as('r')).selectAll(),
      { path, orderBy: key },
    ).execute(db);
    if (which === 'past') await spoilPages(path);
  }
  await sql`create view ${sql.ref(name)} as select * from ${readParquet(table, files)}`.execute(db);
}

/** Everything before the Bloom filters and the footer, which a reader may use to skip the file. */
async function spoilPages(path: string): Promise<void> {
  const {
    rows: [{ end } = { end: 0n }],
  } = await sql<{
    end: bigint;
  }>`select min(bloom_filter_offset) as "end" from parquet_metadata(${sql.lit(path)})`.execute(db);
  expect(end).toBeGreaterThan(0n);
  await writeFile(path, (await readFile(path)).fill(0xff, 4, Number(end)));
}

const run = (text: string) => sql.raw(text).execute(db);

const queries = dashboardQueries().filter(({ sql: text }) => /"(hourly_volatility|sessions)"/.test(text));

test.each(queries.filter(({ name }) => unboundedQueries[name] === undefined))(
  '$name reads no page outside its time range',
  async ({ sql: text }) => {
    expect((await run(text)).rows.length).toBeGreaterThan(0);
  },
);

test.each(queries.filter(({ name }) => unboundedQueries[name] !== undefined))('$name does', async ({ sql: text }) => {
  await expect(run(text)).rejects.toThrow();
});
