import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTrinoClient } from '@tickerlake/athena-sql';
import { expandMacros } from '@tickerlake/athena-plugin';
import { panelsOf, pipelineHealthDashboard } from '@tickerlake/dashboards';
import { systemClock } from '@tickerlake/pipeline';
import {
  barsTable,
  coverageTable,
  dailyVolatilityTable,
  hourlyVolatilityAdjustedTable,
  hourlyVolatilityTable,
  sessionReturnsTable,
  sessionsTable,
  splitsTable,
  type Table,
} from '@tickerlake/record-schema';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { openReading } from '../composition/open-reading.ts';
import { openExplainPorts } from '../explain/open-explain-ports.ts';
import { publishedContract } from '@tickerlake/pipeline/testing';
import { expectManyExplained } from '../explain/testing/expect-explained.ts';
import { minutesOf, writeRecorded } from '../testing/recorded-folder.ts';
import { home, runCommand, temporaryFolder } from '../testing/run-command.ts';

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

const { trinoUrl, glueEndpoint, s3Endpoint, bucket } = inject('engines');
const recorded = join(home, '../shared/market-data/polygon-hourly');
let lakes = 0;

/** Credentials that the rig takes, where the AWS SDK looks for them. */
beforeAll(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
});

/** A fresh lake on the rig, and how to run commands on it and on the same folder of this machine. */
async function createLake(name: string, universe?: readonly string[], more: { readonly budgetUsd?: number } = {}) {
  const dataDir = await temporaryFolder();
  const config = join(dataDir, 'tickerlake.config.json');
  const database = `${name}_${Date.now()}_${(lakes += 1)}`;
  const lake = {
    location: `s3://${bucket}/${database}/`,
    database,
    region: 'us-east-1',
    endpoint: glueEndpoint,
    s3Endpoint,
    trino: { url: trinoUrl },
    athena: { outputLocation: `s3://${bucket}/${database}/results/` },
    ...more,
  };
  await writeFile(
    config,
    JSON.stringify({
      dataDir,
      lake,
      universe,
      splits: [{ ticker: 'AAPL', executionDate: '2026-05-05', splitFrom: 1, splitTo: 4 }],
    }),
  );
  const run = (...args: readonly string[]) => runCommand([...args, '--config', config]);
  return { database: `${database}_replay`, run, config };
}

/** More are a matter of time: 10,000 take one or two minutes. */
const explainedValues = Number(process.env['EXPLAINED_VALUES'] ?? 300);

/** Opens a lake for reading, as a command does. */
function readLake(config: string, target: 'trino' | 'aws') {
  const ended = new AbortController();
  const streams = { out: () => {}, err: () => {}, write: async () => {}, isTerminal: false, isOutTerminal: false };
  const environment = { apiKey: null, isCi: true, grafana: { url: null, token: null, secrets: {} }, webhookUrls: {} };
  const context = { streams, environment, clock: systemClock, cwd: home, home, signal: ended.signal, typed: 'test' };
  return openReading({ config, target, source: 'replay' }, context);
}

/** Explains random values of a lake on Trino. */
async function explainOnTrino(config: string) {
  const reading = await readLake(config, 'trino');
  const { ports, close } = await openExplainPorts(reading);
  try {
    return await expectManyExplained(ports, explainedValues);
  } finally {
    await close();
    await reading.close();
  }
}

/** What is made of logarithms: those of DuckDB and Trino differ in the last bit, so ten digits are compared. */
const logarithmic: readonly string[] = ['log_range', 'pk', 'gk', 'rs', 'realized_var', 'bipower_var'];

/** All rows of a table as texts: doubles with all their digits, instants in milliseconds. */
const textOf = (table: Table, engineName: 'duckdb' | 'trino'): string => {
  const columns = table.columns
    .filter((column) => column.name !== 'run_id' && column.name !== 'fetched_at')
    .map(({ name, type }) => {
      if (logarithmic.includes(name))
        return engineName === 'trino'
          ? `case when "${name}" is not null then format('%.9e', "${name}") end`
          : `format('{:.9e}', "${name}")`;
      if (type === 'double') return engineName === 'trino' ? `to_hex(to_ieee754_64("${name}"))` : `"${name}"`;
      if (type !== 'timestamp') return `cast("${name}" as varchar)`;
      return engineName === 'trino'
        ? `cast(date_diff('millisecond', timestamp '1970-01-01 00:00:00', "${name}") as varchar)`
        : `cast(epoch_ms("${name}") as varchar)`;
    });
  return `select ${columns.map((column, index) => `${column} as c${index}`).join(', ')} from ${table.name}`;
};

const hexOf = (value: number): string => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex').toUpperCase();
};

async function onTrino(sql: string, schema: string): Promise<string[]> {
  const rows: string[] = [];
  const client = createTrinoClient({
    url: trinoUrl,
    user: 'test',
    catalog: 'awsdatacatalog',
    schema,
    fetch,
    clock: systemClock,
    random: Math.random,
  });
  for await (const page of client.pages(sql)) rows.push(...page.rows.map((row) => JSON.stringify(row)));
  return rows.sort();
}

async function onDuckDb(sql: string, run: Awaited<ReturnType<typeof createLake>>['run']): Promise<string[]> {
  const { out } = await run('query', sql, '--source', 'replay', '--json');
  const rows = JSON.parse(out) as Record<string, string | number | null>[];
  return rows
    .map((row) => JSON.stringify(Object.values(row).map((value) => (typeof value === 'number' ? hexOf(value) : value))))
    .sort();
}

/** What the panels of the pipeline's health ask, over runs of today. */
function healthQueries(): { readonly name: string; readonly sql: string }[] {
  const now = Date.now();
  const range = { fromMs: now - 86_400_000, toMs: now + 86_400_000, intervalMs: 60_000 };
  return panelsOf(pipelineHealthDashboard()).flatMap(({ title, targets }) =>
    targets.map(({ rawSQL }) => ({ name: title, sql: expandMacros(rawSQL, range) })),
  );
}

/** Published tables and the views over them, against this machine's. */
async function expectSameRows(database: string, run: Awaited<ReturnType<typeof createLake>>['run']): Promise<void> {
  for (const table of [
    sessionsTable,
    barsTable,
    hourlyVolatilityTable,
    splitsTable,
    hourlyVolatilityAdjustedTable,
    dailyVolatilityTable,
    sessionReturnsTable,
    coverageTable,
  ]) {
    const rows = await onTrino(textOf(table, 'trino'), database);
    expect(rows.length, table.name).toBeGreaterThan(0);
    expect(rows, table.name).toEqual(await onDuckDb(textOf(table, 'duckdb'), run));
  }
}

describe('tickerlake run', () => {
  test('a run on AWS that would cost more than its budget is refused before anything is fetched, naming the largest cost', async () => {
    const { run } = await createLake('dear', ['AAPL'], { budgetUsd: 0.0001 });
    const folder = await temporaryFolder();
    await writeRecorded(folder, { AAPL: minutesOf('2026-05-04', 100) });
    const { code, err } = await run('run', '--replay-dir', folder, '--target', 'aws');
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringMatching(/over the budget of \$0\.0001\. Most of it: 12 queries/),
    });
    expect(JSON.parse((await run('releases', '--source', 'replay', '--target', 'aws', '--json')).out)).toEqual([]);
  });

  test.skipIf(!existsSync(recorded) && process.env['CI'] !== 'true')(
    '--target trino publishes the recorded market as this machine does, value for value, its default rules passed',
    async () => {
      const { database, run, config } = await createLake('replayed');
      const args = ['run', '--replay-dir', recorded, '--tickers', 'magnificent7', '--json'];
      const local = JSON.parse((await run(...args)).out) as {
        quality: { rules: { dqdl: string; status: string }[] }[];
      };
      const { code, out } = await run(...args, '--target', 'trino');
      expect(code).toBe(0);
      const report = JSON.parse(out) as typeof local;
      expect(report).toMatchObject({ outcome: 'published', hours: 1_029, fetchedBars: 1_029, newBars: 1_029 });
      const statuses = ({ quality }: typeof local) =>
        quality.flatMap(({ rules }) => rules.map(({ dqdl, status }) => `${dqdl}: ${status}`));
      expect(statuses(report)).toEqual(statuses(local));
      await expectSameRows(database, run);
      expect(await explainOnTrino(config)).toEqual({
        tables: ['daily_volatility', 'hourly_volatility'],
        values: explainedValues,
      });
      expect(JSON.parse((await run(...args, '--target', 'trino')).out)).toMatchObject({
        outcome: 'unchanged',
        releaseId: 1,
      });
    },
    400_000,
  );

  test.each(['trino', 'aws'] as const)(
    '--target %s: minutes become the hours and sessions of this machine; a failed gate publishes nothing; releases, rollback and gc',
    async (target) => {
      const { database, run, config } = await createLake(target, ['AAPL', 'MSFT']);
      const [folder, six] = [await temporaryFolder(), await temporaryFolder()];
      const days = ['2026-05-04', '2026-05-05'].flatMap((date) => minutesOf(date, 100));
      await writeRecorded(folder, { AAPL: days.slice(0, 390), MSFT: days.slice(0, 390) });
      await writeRecorded(six, { AAPL: days, MSFT: days.map((bar) => ({ ...bar, h: 0.01 })) });
      const published = await run('run', '--replay-dir', folder, '--target', target, '--json');
      expect(published.code).toBe(0);
      expect(JSON.parse(published.out)).toMatchObject({
        outcome: 'published',
        hours: 14,
        fetchedBars: 780,
        ...(target === 'aws' && { cost: { calls: 2, queries: expect.any(Number), dollars: expect.any(Number) } }),
      });
      const refused = await run('run', '--replay-dir', six, '--target', target);
      expect(refused.code).toBe(3);
      expect(refused.err).toContain('high < open');
      expect(await onTrino('select count(*) from hourly_volatility', database)).toEqual(['["14"]']);
      expect(await onTrino('select outcome, failed_stage, calls, hours from runs', database)).toEqual([
        '["checks-failed","check",null,null]',
        '["published",null,"2","14"]',
      ]);
      await writeRecorded(folder, { AAPL: days, MSFT: days });
      expect(JSON.parse((await run('run', '--replay-dir', folder, '--target', target, '--json')).out)).toMatchObject({
        outcome: 'published',
        releaseId: 2,
        hours: 28,
      });
      expect((await run('run', '--replay-dir', folder)).code).toBe(0);
      await expectSameRows(database, run);
      expect(await onTrino('select count(*) from hourly_volatility where realized_var > 0', database)).toEqual([
        '["28"]',
      ]);
      expect(await onTrino('select outcome, count(*) from runs group by outcome', database)).toEqual([
        '["checks-failed","1"]',
        '["published","2"]',
      ]);
      expect(await onTrino('select distinct dollars > 0 from runs', database)).toEqual([
        target === 'aws' ? '[true]' : '[false]',
      ]);
      for (const { name, sql } of healthQueries()) {
        const isEmpty = [
          ...['Quality rules that did not pass', 'Sessions with gaps', 'Corrections'],
          ...['Agreement per ticker', 'Sessions that differ'],
        ].includes(name);
        expect((await onTrino(sql, database)).length > 0, name).toBe(!isEmpty);
      }
      const onTarget = ['--source', 'replay', '--target', target, '--json'];
      expect(JSON.parse((await run('releases', ...onTarget)).out)).toMatchObject([
        { id: 1, isCurrent: false },
        { id: 2, isCurrent: true },
      ]);
      const told = await run('status', ...onTarget);
      expect(told.err).toMatch(target === 'aws' ? /^Athena scanned .* in 2 statements, billed as 20.0 MB: / : /^$/);
      expect(JSON.parse(told.out)).toMatchObject({
        release: { id: 2 },
        newestBar: '2026-05-05T19:30:00.000Z',
        coverage: [
          {
            ticker: 'AAPL',
            cells: [
              { date: '2026-05-04', state: 'complete' },
              { date: '2026-05-05', state: 'complete' },
            ],
          },
          { ticker: 'MSFT' },
        ],
        gaps: [],
        runs: [{ outcome: 'published' }, {}, {}],
      });
      const reading = await readLake(config, target);
      for (const { name, holds } of publishedContract)
        await expect(
          holds(reading.target.published, (id) => reading.target.warehouse.rollback(id)),
          name,
        ).resolves.toBeUndefined();
      await reading.close();
      const count = await run(
        'query',
        'select count(*) as hours from hourly_volatility',
        '--release',
        '1',
        ...onTarget,
      );
      expect(count.out).toBe('[{"hours":14}]\n');
      expect(count.err).toMatch(
        target === 'aws' ? /^Athena scanned \S+ \S+ in 1 statement, billed as 10.0 MB: \$0.00005.$/m : /^$/,
      );
      const limited = await run('query', 'select sum(high) from bars', '--max-scan-bytes', '1', ...onTarget);
      expect(limited).toMatchObject({
        code: 1,
        err: expect.stringMatching(/it scanned .*, more than its limit of 1 byte|EXCEEDED_SCAN_LIMIT/),
      });
      expect((await run('check', '--source', 'replay', '--target', target)).code).toBe(0);
      const explained = await run('explain', 'AAPL', '2026-05-05T15:45', '--column', 'realized_var', ...onTarget);
      expect(JSON.parse(explained.out)).toMatchObject({
        computedFrom: 'raw lines',
        isReproduced: true,
        bars: Array.from({ length: 30 }, () => ({
          requestId: 'r-AAPL',
          raw: { path: expect.stringMatching(/^s3:.*\.ndjson\.gz$/), isSame: true },
        })),
        release: { id: 2, builds: [expect.stringMatching(/^snapshot \d+ of s3:/)] },
        splits: [],
        notes: [],
      });
      const planned = await run('plan', '--replay-dir', folder, '--target', target, '--json');
      expect(JSON.parse(planned.out)).toMatchObject({
        calls: 2,
        costUsd: target === 'aws' ? expect.any(Number) : null,
      });
      expect((await run('doctor', '--replay-dir', folder, '--target', target)).out).toMatch(
        /ok {4}target: \S+_replay on (Trino|Athena) answers, release 2 of /,
      );
      expect(JSON.parse((await run('rollback', ...onTarget)).out)).toEqual({ release: 1, was: 2 });
      expect(await onTrino('select count(*) from hourly_volatility', database)).toEqual(['["14"]']);
      expect(
        await onTrino(
          'select cast(max(trading_date) as varchar), sum(hours), sum(expected_hours) from coverage',
          database,
        ),
      ).toEqual(['["2026-05-04","14","14"]']);
      expect(JSON.parse((await run('gc', '--keep', '1', ...onTarget)).out)).toMatchObject({
        releases: [],
        dryRun: false,
      });
    },
    400_000,
  );
});
