import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { LocalDurableTestRunner, OperationType } from '@aws/durable-execution-sdk-js-testing';
import { createSimulatedMarket, startMarketServer } from '@tickerlake/simulated-market';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { createHandler } from './handler.ts';
import { openResources } from './open-resources.ts';
import { readRules } from './read-rules.ts';
import { loadIngestBundle } from './testing/ingest-bundle.ts';
import { createRigAws, type RigAws } from './testing/rig-aws.ts';

const home = join(import.meta.dirname, '../../..');
const canary = 'canary-key-5b1c';
const engines = inject('engines');
const magnificent7 = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'];
/** Splits, holidays and three companies: what the first minute's quota allows before bars are asked for. */
const referenceCalls = 5;
/** Liquid tickers of the market: every tenth ticker trades thinly. */
const hundred = Array.from({ length: 111 }, (_, index) => `SIM${String(index + 1).padStart(3, '0')}`)
  .filter((ticker) => !ticker.endsWith('0'))
  .slice(0, 100);

beforeAll(() => void (process.env['POWERTOOLS_METRICS_DISABLED'] = 'true'));
beforeAll(() => LocalDurableTestRunner.setupTestEnvironment({ skipTime: true }));
afterAll(() => LocalDurableTestRunner.teardownTestEnvironment());

/** The market over HTTP, with the same bytes each time it is opened. */
async function startMarket(options: {
  readonly callsPerMinute: number | null;
  readonly limiterClockMs?: () => number;
}) {
  const market = createSimulatedMarket({ nowMs: () => Date.UTC(2026, 4, 30, 12), apiKeys: [canary], ...options });
  const server = await startMarketServer(market);
  onTestFinished(() => server.close());
  return { market, url: server.url };
}

/** The orchestrator as a durable execution, calling the ingest Lambda's bundle. */
async function setUp(aws: RigAws, tickers: readonly string[], barMs: number) {
  const silent = { info: () => {}, debug: () => {}, warn: () => {}, error: () => {}, trace: () => {} };
  const notices: string[] = [];
  const rules = await readRules(new URL(`file://${home}/quality/`));
  const handler = createHandler(
    openResources({ ...aws.config, members: tickers.map((ticker) => ({ ticker })), barMs }, rules, aws),
    {
      logger: new Logger({ serviceName: 'orchestrator', logLevel: 'SILENT' }),
      metrics: new Metrics({ namespace: 'Tickerlake', serviceName: 'orchestrator', logger: silent }),
      alarm: async ({ subject, message }) => void notices.push(`${subject}\n${message}`),
    },
  );
  let invocations = 0;
  // The quota's clock advances with the waits of the workflow, which a test compares with the operations.
  const { market, url } = await startMarket({ callsPerMinute: 5, limiterClockMs: () => invocations * 61_000 });
  const ingest = await loadIngestBundle({
    endpoint: engines.glueEndpoint,
    baseUrl: url,
    stream: aws.name,
    apiKey: canary,
  });
  const run = async (payload: object) => {
    const runner = new LocalDurableTestRunner({ handlerFunction: handler });
    runner.registerFunction(aws.config.ingestFunction, async (event: unknown) => {
      invocations += 1;
      return ingest(event);
    });
    const delivering = new AbortController();
    const delivery = (async () => {
      // While time is skipped, a connection may time out before it is made: the next delivery has its records.
      while (!delivering.signal.aborted)
        await sleep(300)
          .then(aws.deliver)
          .catch(() => undefined);
    })();
    const execution = await runner.run({ payload });
    delivering.abort();
    await delivery;
    return execution;
  };
  return { run, market, notices };
}

/**
 * Rows of a local run on the same market; with real time, because otherwise the body of a `Response` in this process
 * never ends.
 */
async function laptopRows(args: readonly string[], sql: string): Promise<unknown[][]> {
  await LocalDurableTestRunner.teardownTestEnvironment();
  const { url } = await startMarket({ callsPerMinute: null });
  const dataDir = await mkdtemp(join(tmpdir(), 'tickerlake-laptop-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const run = promisify(execFile);
  const env = { ...process.env, MASSIVE_API_KEY: canary };
  const tickerlake = (...more: readonly string[]) =>
    run('npm', ['run', '-s', 'tickerlake', '--', ...more, '--data-dir', dataDir, '--source', 'polygon'], {
      cwd: home,
      env,
      maxBuffer: 2 ** 26,
    });
  try {
    await tickerlake('run', '--base-url', url, '--calls-per-minute', 'unlimited', ...args);
    const { stdout } = await tickerlake('query', sql, '--json');
    return (JSON.parse(stdout) as Record<string, unknown>[]).map((row) => Object.values(row));
  } finally {
    await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
  }
}

const inOrder = (rows: readonly unknown[][]): string[] =>
  rows
    .map((row) =>
      JSON.stringify(
        row.map((value) =>
          typeof value === 'string' && /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(value) ? Number(value) : value,
        ),
      ),
    )
    .sort();
const columns =
  'ticker, cast(trading_date as varchar) as d, open, high, low, close, hourly_var, range_pct, volume, bar_count, cast(is_complete as varchar) as c';

describe('a run on AWS', () => {
  test.each([
    { name: 'seven tickers, minutes', tickers: magnificent7, from: '2026-05-28', waits: 2, timespan: 'minute' },
    { name: 'a hundred tickers, hours', tickers: hundred, from: '2026-05-29', waits: 20, timespan: 'hour' },
  ])(
    'of $name: from the event through ingest, Firehose, S3, staging and checks to the same rows as a local run, no query twice',
    async ({ tickers, from, waits, timespan }) => {
      const calls = new Map<string, number>();
      const vendorCalls = tickers.length + referenceCalls;
      const aws = await createRigAws(
        engines,
        ({ service, name, when }) =>
          void (when === 'before' && calls.set(`${service} ${name}`, (calls.get(`${service} ${name}`) ?? 0) + 1)),
      );
      const { run, market, notices } = await setUp(aws, tickers, timespan === 'hour' ? 3_600_000 : 60_000);
      const execution = await run({ runId: 'run-1', from, to: '2026-05-29' });
      expect(execution.getStatus(), notices.join('\n')).toBe('SUCCEEDED');
      expect(execution.getResult()).toMatchObject({
        outcome: 'published',
        releaseId: 1,
        calls: vendorCalls,
        months: ['2026-05'],
      });
      expect(notices).toEqual([]);
      const waited = execution
        .getOperations()
        .filter(
          (operation) =>
            operation.getType() === OperationType.WAIT && operation.getName()?.startsWith('quota') === true,
        );
      expect({ calls: market.calls, waits: waited.map((wait) => wait.getWaitDetails()?.waitSeconds) }).toMatchObject({
        calls: { total: vendorCalls, rejected429: 0, maxStartsIn60s: 5 },
        waits: Array.from({ length: waits }, () => 61),
      });
      const statements = await aws.statements();
      expect(new Set(statements).size).toBe(statements.length);
      expect(await aws.rows('select outcome, tickers, calls, failed_stage, dollars > 0.001 from runs')).toEqual([
        ['published', String(tickers.length), String(vendorCalls), null, true],
      ]);
      expect(await aws.rows('select count(*) from coverage where coverage < 1')).toEqual([['0']]);
      const rows = await aws.rows(`select ${columns} from hourly_volatility`);
      const laptop = await laptopRows(
        ['--from', from, '--to', '2026-05-29', '--tickers', tickers.join(','), '--timespan', timespan],
        `select ${columns} from hourly_volatility`,
      );
      expect(rows.length).toBeGreaterThan(tickers.length * 10);
      expect(inOrder(rows)).toEqual(inOrder(laptop));
      // Most runs of an hourly schedule find nothing new. The cost model relies on it. The second one still asks about companies.
      if (tickers.length > 7) return;
      let before = 0;
      for (const runId of ['run-2', 'run-3']) {
        calls.clear();
        before = (await aws.statements()).length;
        expect((await run({ runId, from, to: '2026-05-29', refetch: true })).getResult()).toMatchObject({
          outcome: 'unchanged',
          releaseId: 1,
          newBars: 0,
        });
      }
      expect((await aws.statements()).length - before).toBe(12);
      // Lists and reads grow with the checks for a delivery; writes do not.
      expect(calls.get('s3 putObject')).toBeLessThanOrEqual(13);
      // A range that is there costs no call, and three queries that read what is published.
      before = (await aws.statements()).length;
      const vendorCallsBefore = market.calls.total;
      expect((await run({ runId: 'run-4', from, to: '2026-05-29' })).getResult()).toEqual({
        runId: 'run-4',
        outcome: 'complete',
        calls: 0,
      });
      expect({
        queries: (await aws.statements()).length - before,
        calls: market.calls.total - vendorCallsBefore,
      }).toEqual({ queries: 3, calls: 0 });
    },
    300_000,
  );
});
