import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { LocalDurableTestRunner } from '@aws/durable-execution-sdk-js-testing';
import { createSimulatedMarket, startMarketServer } from '@tickerlake/simulated-market';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { stepName, StoreError, type WorkflowContext } from '@tickerlake/pipeline';
import { ingestAnswerSchema, type InvokeIngest } from '@tickerlake/pipeline/aws';
import { createHandler } from './handler.ts';
import { openResources } from './open-resources.ts';
import { orchestrate } from './orchestrate.ts';
import { readRules } from './read-rules.ts';
import { loadIngestBundle } from './testing/ingest-bundle.ts';
import { createMortal, type Mortal } from './testing/mortal.ts';
import { createRigAws, type RigAws } from './testing/rig-aws.ts';

const home = join(import.meta.dirname, '../../..');
const engines = inject('engines');
const event = { runId: 'run-1', from: '2026-05-28', to: '2026-05-28', tickers: ['AAPL', 'MSFT'] };
const poll = { firstMs: 5, capMs: 50 };
/** A resumed publish checks that each state it finds can be read: once per state, with the same statement for all. */
const look = 'select count(*) as n, count(distinct';
const columns = 'ticker, cast(trading_date as varchar), cast(bar_start as varchar), open, high, low, close';

/** A lake, its ingest Lambda, and a delivery that arrives when the workflow waits for it. */
async function setUp(mortal: Mortal = createMortal()) {
  const aws = await createRigAws(engines, mortal.listen);
  const market = createSimulatedMarket({
    nowMs: () => Date.UTC(2026, 4, 30, 12),
    apiKeys: ['key'],
    callsPerMinute: null,
  });
  const server = await startMarketServer(market);
  onTestFinished(() => server.close());
  const ingest = await loadIngestBundle({
    endpoint: engines.glueEndpoint,
    baseUrl: server.url,
    stream: aws.name,
    apiKey: 'key',
  });
  const rules = await readRules(new URL(`file://${home}/quality/`));
  return { aws, ingest, open: () => openResources(aws.config, rules, { ...aws, poll }) };
}

/** An in-memory journal: results as JSON, written when a step finishes. */
function createJournal(aws: RigAws) {
  const steps = new Map<string, string>();
  const remember = async <T>(name: string, body: () => Promise<T>): Promise<T> => {
    const known = steps.get(name);
    if (known !== undefined) return JSON.parse(known) as T;
    const result = await body();
    steps.set(name, JSON.stringify(result ?? null));
    return result;
  };
  const context: WorkflowContext = {
    step: (step, body) => remember(stepName(step), body),
    sleep: async () => void (await aws.deliver()),
    now: () => new Date(),
  };
  return { steps, remember, context };
}

/** What readers see, and what it cost. */
async function outcomeOf(aws: RigAws) {
  const statements = (await aws.statements()).map((text) => text.trim());
  const of = (head: string): number => statements.filter((text) => text.toLowerCase().startsWith(head)).length;
  const rows = async (sql: string): Promise<string[]> => (await aws.rows(sql)).map((row) => JSON.stringify(row)).sort();
  const built = statements.filter((text) => !text.startsWith(look));
  return {
    tables: {
      bars: await rows(`select ${columns}, volume from bars`),
      hours: await rows(`select ${columns}, hourly_var, range_pct, bar_count from hourly_volatility`),
      sessions: await rows('select calendar, cast(trading_date as varchar) from sessions'),
      rules: await rows('select rule, status from quality_results'),
    },
    paid: {
      tables: of('create table'),
      merges: of('merge'),
      others: built
        .map((text) =>
          text
            .replaceAll(/run_1_\d{14}_\w{4}/g, '<attempt>')
            .replaceAll(aws.name, '<lake>')
            .slice(0, 300),
        )
        .sort(),
      again: built.filter((text, index) => built.indexOf(text) !== index),
    },
    looks: statements.length - built.length,
  };
}

let known: Awaited<ReturnType<typeof outcomeOf>> | null = null;

/** The same run without a fault, shared by all tests. */
async function undisturbed() {
  if (known !== null) return known;
  const { aws, ingest, open } = await setUp();
  const { context, remember } = createJournal(aws);
  const report = await orchestrate(event, context, {
    ...open(),
    ingest: (step, request) => remember(stepName(step), async () => ingestAnswerSchema.parse(await ingest(request))),
    onNotice: () => {},
  });
  expect(report).toMatchObject({ outcome: 'published', releaseId: 1 });
  known = await outcomeOf(aws);
  expect(known.tables.hours.length).toBeGreaterThan(30);
  expect(known.paid.again).toEqual([]);
  return known;
}

/** The same tables, built by the same statements; at most two more checks of each table. */
async function expectUndisturbed(aws: RigAws): Promise<void> {
  const [found, expected] = [await outcomeOf(aws), await undisturbed()];
  expect(found.tables).toEqual(expected.tables);
  expect(found.paid).toEqual(expected.paid);
  expect(found.looks).toBeLessThanOrEqual(expected.looks + 8);
}

beforeAll(() => void (process.env['POWERTOOLS_METRICS_DISABLED'] = 'true'));

describe('a run whose process ends', () => {
  test('after every single AWS call whose response is lost: resumes to the same tables without repeating a query (journal)', async () => {
    const mortal = createMortal();
    const { aws, ingest, open } = await setUp(mortal);
    const { steps, context, remember } = createJournal(aws);
    let isFirst = true;
    const invoke: InvokeIngest = (step, request) =>
      remember(stepName(step), async () => {
        const answer = await ingest(request);
        if (!isFirst) return ingestAnswerSchema.parse(answer);
        isFirst = false;
        throw Object.assign(new Error('Task timed out: everything was sent, but no response arrived'), {
          name: 'Sandbox.Timedout',
        });
      });
    let lives = 0;
    let calls = 1;
    let reached = 0;
    for (;;) {
      mortal.live(calls);
      lives += 1;
      const outcome = await orchestrate(event, context, { ...open(), ingest: invoke, onNotice: () => {} }).then(
        (report) => report.outcome,
        (error: unknown) => error,
      );
      if (!mortal.isDead) {
        expect(outcome).toBe('published');
        break;
      }
      calls = steps.size > reached ? 1 : calls + 1;
      reached = steps.size;
    }
    mortal.live(Number.POSITIVE_INFINITY);
    expect(lives).toBeGreaterThan(100);
    await expectUndisturbed(aws);
  }, 600_000);

  test('inside every step: the durable engine invokes it again, and it resumes to the same tables', async () => {
    const mortal = createMortal();
    const { aws, ingest, open } = await setUp(mortal);
    const resources = open();
    const deaths: string[] = [];
    /** Each warehouse method is the body of a step: its process ends after a few calls, the next one's after more. */
    const warehouse = new Proxy(resources.warehouse, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]): Promise<unknown> => {
          mortal.live(3 + deaths.filter((step) => step === name).length * 17);
          try {
            return await value.apply(target, args);
          } catch (error) {
            if (!mortal.isDead) throw error;
            deaths.push(String(name));
            mortal.live(Number.POSITIVE_INFINITY);
            throw new StoreError('the process has ended', { path: 'lambda', transient: true, cause: error });
          } finally {
            mortal.live(Number.POSITIVE_INFINITY);
          }
        };
      },
    });
    await LocalDurableTestRunner.setupTestEnvironment({ skipTime: true });
    onTestFinished(() => LocalDurableTestRunner.teardownTestEnvironment());
    const silent = { info: () => {}, debug: () => {}, warn: () => {}, error: () => {}, trace: () => {} };
    const notices: string[] = [];
    const handler = createHandler(
      { ...resources, warehouse },
      {
        logger: new Logger({ logLevel: 'SILENT' }),
        metrics: new Metrics({ namespace: 'Tickerlake', serviceName: 'o', logger: silent }),
        alarm: async ({ message }) => void notices.push(message),
      },
    );
    const runner = new LocalDurableTestRunner({ handlerFunction: handler });
    runner.registerFunction(aws.config.ingestFunction, async (asked: unknown) => {
      const answer = await ingest(asked);
      await aws.deliver();
      return answer;
    });
    const execution = await runner.run({ payload: event });
    expect(execution.getStatus(), notices.join('\n')).toBe('SUCCEEDED');
    expect(new Set(deaths)).toEqual(new Set(['stage', 'check', 'publish', 'tidy']));
    expect(deaths.length).toBeGreaterThan(8);
    await expectUndisturbed(aws);
  }, 300_000);
});
