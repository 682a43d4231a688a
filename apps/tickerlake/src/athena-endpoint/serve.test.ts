import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Athena } from '@aws-sdk/client-athena';
import { AthenaDialect, AthenaQueryError, createQueryRunner } from '@tickerlake/athena-sql';
import { dashboards, panelsOf, variableValues } from '@tickerlake/dashboards';
import { expandMacros, interpolateVariables } from '@tickerlake/athena-plugin';
import type { Tables } from '@tickerlake/record-schema';
import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { buildCommand } from '../testing/build-command.ts';
import { freePort } from '../testing/free-port.ts';
import { runCommand } from '../testing/run-command.ts';

const abort = new AbortController();
let dataDir: string;
let served: ReturnType<typeof runCommand>;
let athena: Athena;
beforeAll(async () => {
  buildCommand();
  dataDir = await mkdtemp(join(tmpdir(), 'tickerlake-serve-'));
  expect(
    (
      await runCommand([
        'run',
        '--source',
        'simulated',
        '--from',
        '2026-05-28',
        '--to',
        '2026-05-29',
        '--data-dir',
        dataDir,
      ])
    ).code,
  ).toBe(0);
  const port = await freePort();
  served = runCommand(['serve', '--port', String(port), '--data-dir', dataDir], { signal: abort.signal });
  athena = new Athena({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await vi.waitFor(() => athena.listWorkGroups({}), { timeout: 60_000 });
}, 240_000);
afterAll(async () => {
  abort.abort();
  expect(await served).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('Catalog, database        AwsDataCatalog, tickerlake'),
  });
  athena.destroy();
  await rm(dataDir, { recursive: true, force: true });
});

/** A query's rows, header first, or the reason why there are none. */
async function ask(sql: string): Promise<(string | undefined)[][] | string> {
  const { QueryExecutionId } = await athena.startQueryExecution({
    QueryString: sql,
    QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'tickerlake' },
    WorkGroup: 'primary',
  });
  for (;;) {
    const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId });
    if (QueryExecution?.Status?.State === 'SUCCEEDED') break;
    if (QueryExecution?.Status?.State === 'FAILED') return QueryExecution.Status.StateChangeReason ?? '';
    await sleep(25);
  }
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
  return (ResultSet?.Rows ?? []).map((row) => (row.Data ?? []).map((datum) => datum.VarCharValue));
}

describe('the dashboards', () => {
  it.each(dashboards.map((dashboard) => ({ uid: dashboard.uid, dashboard })))(
    '$uid asks only what the endpoint answers',
    async ({ dashboard }) => {
      const range = {
        fromMs: Date.parse('2026-05-28T00:00:00Z'),
        toMs: Date.parse('2026-05-30T00:00:00Z'),
        intervalMs: 3_600_000,
      };
      const failures: string[] = [];
      const choices: Record<string, string[]> = {};
      let filled = 0;
      const show = async (name: string, rawSql: string): Promise<string[]> => {
        const rows = await ask(expandMacros(interpolateVariables(rawSql, variableValues(dashboard, choices)), range));
        if (typeof rows === 'string') failures.push(`${name}: ${rows}`);
        else if (rows.length > 1) filled += 1;
        return typeof rows === 'string' ? [] : rows.slice(1).map(([value = '']) => value);
      };
      for (const variable of dashboard.templating.list) {
        if (variable.type === 'query')
          choices[variable.name] = await show(`variable ${variable.name}`, variable.query.rawSQL);
      }
      for (const { title, targets } of panelsOf(dashboard))
        for (const { rawSQL } of targets) await show(`panel ${title}`, rawSQL);
      for (const { name, target } of dashboard.annotations.list)
        if ('rawSQL' in target) await show(`annotation ${name}`, target.rawSQL);
      expect(failures).toEqual([]);
      expect(filled).toBeGreaterThan(0);
    },
    60_000,
  );
});

describe('tickerlake serve', () => {
  it('shows the published tables under their database', async () => {
    expect(
      (await athena.listDatabases({ CatalogName: 'AwsDataCatalog' })).DatabaseList?.map(({ Name }) => Name),
    ).toEqual(['tickerlake']);
    const tables =
      (await athena.listTableMetadata({ CatalogName: 'AwsDataCatalog', DatabaseName: 'tickerlake' }))
        .TableMetadataList ?? [];
    expect(tables.map(({ Name }) => Name)).toEqual(expect.arrayContaining(['bars', 'hourly_volatility', 'sessions']));
    expect(
      await ask('SELECT count(DISTINCT ticker) AS n FROM "AwsDataCatalog"."tickerlake"."hourly_volatility"'),
    ).toEqual([['n'], ['7']]);
  });

  it('gives the rows that tickerlake query gives', async () => {
    const sql =
      "select ticker, bar_count, cast(hourly_var as double) as v from hourly_volatility where session = 'regular' order by ticker, bar_start";
    const rows = await ask(sql);
    const wanted = JSON.parse((await runCommand(['query', sql, '--data-dir', dataDir, '--json'])).out) as {
      ticker: string;
      bar_count: number;
      v: number;
    }[];
    expect(
      typeof rows === 'string'
        ? rows
        : rows.slice(1).map(([ticker, count, v]) => ({ ticker, bar_count: Number(count), v: Number(v) })),
    ).toEqual(wanted);
  });

  it('is read by Kysely through the SDK, with typed rows', async () => {
    const clock = {
      now: () => new Date(),
      sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    };
    const runner = createQueryRunner({
      athena,
      clock,
      random: Math.random,
      workGroup: 'primary',
      database: 'tickerlake',
    });
    const db = new Kysely<Tables>({ dialect: new AthenaDialect({ runner }) });
    const [first] = await db
      .selectFrom('hourly_volatility')
      .select(['ticker', 'trading_date', 'bar_start', 'bar_count', 'is_complete', 'hourly_var'])
      .where('session', '=', 'regular')
      .where('ticker', '=', 'AAPL')
      .orderBy('bar_start')
      .limit(1)
      .execute();
    expect(first).toEqual({
      ticker: 'AAPL',
      trading_date: '2026-05-28',
      bar_start: new Date('2026-05-28T13:30:00Z'),
      bar_count: 60n,
      is_complete: true,
      hourly_var: expect.any(Number),
    });
    await expect(
      db
        .selectFrom('hourly_volatility')
        .select(sql`nope`.as('nope'))
        .execute(),
    ).rejects.toThrow(AthenaQueryError);
  });

  test.each([
    { name: 'writing', sql: 'INSERT INTO hourly_volatility SELECT * FROM hourly_volatility', says: 'is read-only' },
    { name: 'a file of this machine', sql: "SELECT * FROM read_csv('/etc/passwd')", says: 'SYNTAX_ERROR' },
    {
      name: 'a file to be written',
      sql: "SELECT 1; COPY (SELECT 1) TO 'x.csv'",
      says: 'Only one sql statement is allowed',
    },
    { name: 'a setting', sql: 'SET enable_external_access = true', says: 'Queries of this type are not supported' },
  ])('refuses $name', async ({ sql, says }) => {
    expect(await ask(sql).catch((error: unknown) => String(error))).toContain(says);
  });

  it('answers many at once, and follows a new release', async () => {
    expect(
      (
        await runCommand([
          'run',
          '--source',
          'simulated',
          '--from',
          '2026-06-01',
          '--to',
          '2026-06-01',
          '--data-dir',
          dataDir,
        ])
      ).code,
    ).toBe(0);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => ask('SELECT max(trading_date) AS newest FROM hourly_volatility')),
    );
    expect(answers).toEqual(answers.map(() => [['newest'], ['2026-06-01']]));
  }, 60_000);

  it('says what to do when its port is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    expect(await runCommand(['serve', '--port', String(port), '--data-dir', dataDir])).toMatchObject({
      code: 1,
      err: expect.stringContaining('choose another with --port'),
    });
  });

  it('says what to do when nothing is published', async () => {
    expect(await runCommand(['serve', '--source', 'replay', '--data-dir', dataDir])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing is published'),
    });
  });
});
