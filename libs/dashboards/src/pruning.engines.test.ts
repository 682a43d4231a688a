import { athenaQueryBuilder, compileAthenaSql, createTrinoClient } from '@tickerlake/athena-sql';
import { coverSessions, type StageTables } from '@tickerlake/market-sql';
import { coverageTable, hourlyVolatilityTable, sessionsTable, type Table } from '@tickerlake/record-schema';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dashboardQueries } from './testing/dashboard-queries.ts';
import { lakeStatements } from './testing/lake-statements.ts';
import { smallLake } from './testing/small-lake.ts';
import { unboundedQueries } from './testing/unbounded-queries.ts';

const { trinoUrl, bucket } = inject('engines');
const database = `pruning_${Date.now()}`;
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
/**
 * Periods of 28 days before the fixture's month, which keep the days of the week: one year, which covers every
 * lookback, and a second one.
 */
const [year, otherYear] = [
  { first: 1, last: 13 },
  { first: 14, last: 26 },
];
/** The tables that grow with the history. */
const queries = dashboardQueries().filter(
  ({ sql }, index, all) =>
    /"(hourly_volatility|sessions|coverage)"/.test(sql) && all.findIndex((other) => other.sql === sql) === index,
);
const readBefore = new Map<string, Read>();

beforeAll(async () => {
  await onTrino(`CREATE SCHEMA iceberg.${database} WITH (location = 's3://${bucket}/${database}/')`);
  for (const one of smallLake().filter(({ table }) => table !== coverageTable)) {
    const isByMonth = one.table === hourlyVolatilityTable || one.table === sessionsTable;
    for (const statement of lakeStatements(
      one,
      one.table.name,
      'iceberg',
      isByMonth ? " WITH (partitioning = ARRAY['month(trading_date)'])" : '',
    ))
      await onTrino(statement);
    if (isByMonth) await extend(one.table, year);
  }
  await onTrino('CREATE VIEW staged_hours AS SELECT * FROM hourly_volatility');
  await onTrino(
    "CREATE VIEW asked_tickers AS SELECT * FROM (VALUES ('AAPL', 'XNYS'), ('MSFT', 'XNYS')) AS t(ticker, calendar)",
  );
  await onTrino(
    'CREATE VIEW known_absences AS SELECT ticker, CAST(trading_date AS date) AS first_date, CAST(trading_date AS date) AS last_date, ticker AS reason FROM hourly_volatility WHERE false',
  );
  await onTrino(
    `CREATE VIEW coverage AS ${compileAthenaSql(coverSessions(athenaQueryBuilder<StageTables>(), { from: '2026-04-01', to: '2026-04-30' }))}`,
  );
  for (const { name, sql } of queries) readBefore.set(name, await onTrino(sql));
  for (const table of [hourlyVolatilityTable, sessionsTable]) await extend(table, otherYear);
}, 400_000);

afterAll(async () => {
  for (const view of ['coverage', 'asked_tickers', 'known_absences', 'staged_hours'])
    await onTrino(`DROP VIEW IF EXISTS ${view}`);
  for (const { table } of smallLake()) await onTrino(`DROP TABLE IF EXISTS ${table.name}`);
  await onTrino(`DROP SCHEMA iceberg.${database}`);
});

interface Read {
  readonly rows: number;
  readonly bytes: number;
}

/** The bytes that a statement read from storage. */
async function onTrino(statement: string): Promise<Read> {
  let read = { rows: 0, bytes: 0 };
  for await (const { statistics } of trino.pages(statement))
    read = { rows: statistics.processedRows, bytes: statistics.physicalInputBytes };
  return read;
}

/** Repeats the fixture's month in earlier periods. */
async function extend({ name, columns }: Table, { first, last }: typeof year): Promise<void> {
  const shifted = columns.map((column) =>
    column.type === 'date' || column.type === 'timestamp'
      ? `date_add('day', -28 * n, "${column.name}")`
      : `"${column.name}"`,
  );
  await onTrino(
    `INSERT INTO ${name} SELECT ${shifted.join(', ')} FROM ${name} CROSS JOIN UNNEST(sequence(${first}, ${last})) AS u(n) WHERE trading_date >= DATE '2026-04-03'`,
  );
}

describe('a query over one month reads no more data when the history is a year longer', { timeout: 60_000 }, () => {
  test.each(queries.filter(({ name }) => unboundedQueries[name] === undefined))('$name', async ({ name, sql }) => {
    const read = await onTrino(sql);
    const before = readBefore.get(name);
    expect(before?.rows).toBeGreaterThan(0);
    // What a join skips depends on when its other side is ready: 23 rows of 41,554 in one query.
    expect(read.rows).toBeLessThanOrEqual(1.1 * (before?.rows ?? 0));
    expect(read.bytes).toBeLessThanOrEqual(1.1 * (before?.bytes ?? 0));
  });

  test.each(queries.filter(({ name }) => unboundedQueries[name] !== undefined))(
    'but for $name',
    async ({ name, sql }) => {
      expect((await onTrino(sql)).rows).toBeGreaterThan(readBefore.get(name)?.rows ?? Infinity);
    },
  );
});
