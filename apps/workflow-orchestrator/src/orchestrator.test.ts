import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { LocalDurableTestRunner, OperationType } from '@aws/durable-execution-sdk-js-testing';
import { StoreError } from '@tickerlake/pipeline';
import { renewLease } from '@tickerlake/pipeline/aws';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { createHandler } from './handler.ts';
import { createMemoryRun, resultOf } from './testing/memory-run.ts';

beforeAll(() => LocalDurableTestRunner.setupTestEnvironment({ skipTime: true }));
afterAll(() => LocalDurableTestRunner.teardownTestEnvironment());

const event = { runId: 'run-1', from: '2026-05-28', to: '2026-05-29' };
/** Lambda's size limit for a checkpoint. */
const maxCheckpointBytes = 256 * 1_024;

/** The handler as a durable execution, with its logs, metrics and notices. */
function createExecution(setup: ReturnType<typeof createMemoryRun>) {
  const notices: { subject: string; message: string }[] = [];
  const silent = { info: () => {}, debug: () => {}, warn: () => {}, error: () => {}, trace: () => {} };
  const metrics = new Metrics({ namespace: 'Tickerlake', serviceName: 'orchestrator', logger: silent });
  const counted: string[] = [];
  vi.spyOn(metrics, 'addMetric').mockImplementation((name) => (counted.push(name), metrics));
  const handler = createHandler(setup.resources, {
    logger: new Logger({ logLevel: 'SILENT' }),
    metrics,
    alarm: async (notice) => void notices.push(notice),
  });
  const runner = new LocalDurableTestRunner({ handlerFunction: handler });
  runner.registerFunction(setup.config.ingestFunction, setup.ingest);
  return { run: (payload: unknown = event) => runner.run({ payload }), notices, counted };
}

describe('an execution', () => {
  it('runs each step of the workflow once, with an unbilled wait of a minute between two quotas, reference data first', async () => {
    const setup = createMemoryRun(['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA']);
    const { run, notices, counted } = createExecution(setup);
    const execution = await run();
    expect(execution.getResult()).toMatchObject({ runId: 'run-1', outcome: 'published', calls: 12, fetchedBars: 140 });
    expect(execution.getOperations().map((operation) => operation.getName())).toEqual([
      'plan',
      'reference ask',
      'reference',
      'quota of reference data',
      'ingest 1',
      'quota 1',
      'lease renewal 2',
      'ingest 2',
      'verify 1',
      'stage 2026-05',
      'check time',
      'check',
      'publish',
      'tidy',
      'history',
      'lease release',
      'report',
    ]);
    expect(
      execution
        .getOperations()
        .filter((operation) => operation.getType() === OperationType.WAIT)
        .map((operation) => operation.getWaitDetails()?.waitSeconds),
    ).toEqual([61, 61]);
    for (const spy of [setup.warehouse.stage, setup.warehouse.check, setup.warehouse.publish, setup.warehouse.tidy])
      expect(spy).toHaveBeenCalledTimes(1);
    expect({ notices, counted }).toEqual({ notices: [], counted: ['RunsSucceeded'] });
  });

  it('asks for splits and holidays once a day, and about companies until all are known', async () => {
    const setup = createMemoryRun(['AAPL', 'MSFT', 'GOOGL', 'AMZN']);
    const { run } = createExecution(setup);
    const asked: unknown[] = [];
    for (const runId of ['run-1', 'run-2', 'run-3']) {
      expect((await run({ ...event, runId })).getStatus()).toBe('SUCCEEDED');
      asked.push(
        ...setup.ingest.mock.calls.flatMap(([{ runId: by, reference }]) => (by === runId ? (reference ?? []) : [])),
      );
    }
    expect(asked).toEqual([
      { tickers: ['AAPL', 'MSFT', 'GOOGL'], from: event.from, holidays: true, splits: expect.objectContaining({}) },
      { tickers: ['AMZN'], from: event.from, holidays: false, splits: null },
    ]);
  });

  describe('of a range that is partly published', () => {
    const [first, second] = ['2026-05-28', '2026-05-29'];
    const fetchedAt = new Date('2026-05-30T12:00:00Z');
    const session = (ticker: string, tradingDate: string) => ({
      ticker,
      tradingDate,
      bars: 390,
      fetchedAt,
      missingMinutes: 0,
      isCorrected: false,
    });
    const asked = ({ ingest }: ReturnType<typeof createMemoryRun>): string[] =>
      ingest.mock.calls.flatMap(([{ chunks }]) => chunks.map(({ ticker, from, to }) => `${ticker} ${from} ${to}`));

    it.each([
      {
        name: 'asks for nothing when the range is complete',
        there: [session('AAPL', first), session('AAPL', second), session('MSFT', first), session('MSFT', second)],
        more: {},
        calls: [],
        outcome: 'complete',
      },
      {
        name: 'asks for what is missing',
        there: [session('AAPL', first), session('AAPL', second), session('MSFT', first)],
        more: {},
        calls: [`MSFT ${second} ${second}`],
        outcome: 'published',
      },
      {
        name: 'asks for everything with refetch',
        there: [session('AAPL', first), session('AAPL', second), session('MSFT', first), session('MSFT', second)],
        more: { refetch: true },
        calls: [`AAPL ${first} ${second}`, `MSFT ${first} ${second}`],
        outcome: 'published',
      },
    ])('$name', async ({ there, more, calls, outcome }) => {
      const setup = createMemoryRun(['AAPL', 'MSFT']);
      setup.publish({ AAPL: second, MSFT: second }, there);
      expect((await createExecution(setup).run({ ...event, ...more })).getResult()).toMatchObject({ outcome });
      expect(asked(setup)).toEqual(calls);
    });

    it('does not ask for a ticker on dates outside its membership', async () => {
      const setup = createMemoryRun(['AAPL', 'INTC'], [{ ticker: 'AAPL' }, { ticker: 'INTC', to: first }]);
      setup.publish({ AAPL: second, INTC: first }, [session('AAPL', first), session('AAPL', second)]);
      expect((await createExecution(setup).run()).getResult()).toMatchObject({ outcome: 'published' });
      expect(asked(setup)).toEqual([`INTC ${first} ${first}`]);
    });

    it('without a range reads what is published only when a ticker is behind the others', async () => {
      const setup = createMemoryRun(['AAPL', 'MSFT']);
      const clock = { ...setup.resources.clock, now: () => new Date('2026-05-30T12:00:00Z') };
      const run = async (dates: Record<string, string>, runId: string) => {
        setup.publish(dates, [session('AAPL', first), session('AAPL', second), session('MSFT', first)]);
        const resources = { ...setup.resources, clock };
        const execution = await createExecution({ ...setup, resources }).run({ runId });
        expect(execution.getResult()).toMatchObject({ outcome: 'published' });
      };
      await run({ AAPL: second, MSFT: second }, 'run-1');
      expect(setup.readPublished).not.toHaveBeenCalled();
      await run({ AAPL: second, MSFT: first }, 'run-2');
      expect(setup.readPublished).toHaveBeenCalledTimes(1);
    });

    it('remembers a session that the vendor has lost, and why another one is empty', async () => {
      const tickers = ['AAPL', 'MSFT', 'BRK.B'];
      const setup = createMemoryRun(tickers);
      const dates = Object.fromEntries(tickers.map((ticker) => [ticker, second]));
      setup.publish(dates, [
        session('AAPL', first),
        session('MSFT', second),
        session('BRK.B', '2026-05-27'),
        session('BRK.B', second),
      ]);
      for (const ticker of ['MSFT', 'BRK.B']) setup.lose(ticker, first);
      setup.tell({ MSFT: [first] });
      const { run } = createExecution(setup);
      const execution = await run();
      expect(execution.getResult()).toMatchObject({ outcome: 'published', calls: 3 + 5 + 2 });
      expect(execution.getOperations().map((operation) => operation.getName())).toEqual(
        expect.arrayContaining(['quota of absences 1', 'verify absences 1', 'history ledger']),
      );
      const ids = setup.ingest.mock.calls.flatMap(([{ absences = [] }]) => absences.flatMap(({ dayBars }) => dayBars));
      expect(ids.map(({ id }) => id)).toEqual(['day-MSFT-2026-05-28', 'day-BRK_2e_B-2026-05-28']);
      const stored = await setup.objects.read('ledger.json');
      expect(JSON.parse(new TextDecoder().decode(stored?.content))).toMatchObject([
        { ticker: 'BRK.B', from: first, to: first, reason: 'halted', asked: 1 },
        { ticker: 'MSFT', from: first, to: first, reason: 'no-bars', asked: 1 },
      ]);
    });
  });

  it('continues with stored reference data when the vendor does not answer', async () => {
    const setup = createMemoryRun(['AAPL']);
    const { ingest } = setup;
    const failing: typeof ingest = vi.fn(async (request) => {
      if (request.reference !== undefined) throw new Error('the vendor is away');
      return ingest(request);
    });
    const { run } = createExecution({ ...setup, ingest: failing });
    expect((await run()).getResult()).toMatchObject({ outcome: 'published', calls: 1 });
  });

  it('whose checks fail publishes nothing and reports the stage, the rule and where to look', async () => {
    const setup = createMemoryRun(['AAPL']);
    setup.warehouse.check.mockResolvedValue({
      results: [resultOf('fail')],
      resultsPart: { path: 'x', rows: 1, bytes: 1 },
    });
    const { run, notices, counted } = createExecution(setup);
    expect((await run()).getStatus()).toBe('FAILED');
    expect(setup.warehouse.publish).not.toHaveBeenCalled();
    expect(counted).toEqual(['RunsFailed']);
    expect((await setup.objects.list('history/')).map(({ key }) => key.split('/')[1])).toContain('runs');
    expect(notices).toMatchObject([
      {
        subject: 'tickerlake test: run run-1 failed (check)',
        message: expect.stringMatching(/IsComplete "hourly_var"[\s\S]*Nothing was published[\s\S]*log group/),
      },
    ]);
  });

  test.each([
    {
      name: 'a build that the engine rejects',
      stage: 'stage',
      error: new StoreError('the table is gone', { path: 't' }),
      calls: 1,
    },
    {
      name: 'an engine that stays unavailable',
      stage: 'stage',
      error: new StoreError('throttled', { path: 't', transient: true }),
      calls: 6,
    },
  ])('with $name ends after $calls attempts, with a message', async ({ stage, error, calls }) => {
    const setup = createMemoryRun(['AAPL']);
    setup.warehouse.stage.mockRejectedValue(error);
    const { run, notices } = createExecution(setup);
    expect((await run()).getStatus()).toBe('FAILED');
    expect(setup.warehouse.stage).toHaveBeenCalledTimes(calls);
    expect(notices).toMatchObject([
      { subject: `tickerlake test: run run-1 failed (${stage})`, message: expect.stringContaining(error.message) },
    ]);
  });

  it('resumes after transient failures without repeating finished work', async () => {
    const setup = createMemoryRun(['AAPL']);
    const passing = new StoreError('throttled', { path: 't', transient: true });
    setup.warehouse.stage.mockRejectedValueOnce(passing).mockRejectedValueOnce(passing);
    setup.warehouse.publish.mockRejectedValueOnce(passing);
    const { run } = createExecution(setup);
    expect((await run()).getResult()).toMatchObject({ outcome: 'published' });
    expect(
      [setup.ingest, setup.warehouse.stage, setup.warehouse.check, setup.warehouse.publish].map(
        (spy) => spy.mock.calls.length,
      ),
    ).toEqual([2, 3, 1, 2]);
  });

  it('whose bars never arrive names the missing ones', async () => {
    const setup = createMemoryRun(['AAPL']);
    const { ingest } = createMemoryRun(['AAPL']);
    const { run, notices } = createExecution({ ...setup, ingest });
    expect((await run()).getStatus()).toBe('FAILED');
    expect(notices).toMatchObject([
      {
        subject: expect.stringContaining('(verify)'),
        message: expect.stringMatching(/after 5 minutes: AAPL 2026-05-28 has 0 of 10, AAPL 2026-05-29 has 0 of 10/),
      },
    ]);
  });

  it('is refused while another one is in progress, without an alarm', async () => {
    const setup = createMemoryRun(['AAPL']);
    await renewLease({ objects: setup.objects, clock: setup.resources.clock, holder: 'backfill' }, 'run-0');
    const { run, notices, counted } = createExecution(setup);
    expect((await run()).getResult()).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('"backfill" (run run-0'),
    });
    expect({ fetched: setup.ingest.mock.calls.length, notices, counted }).toEqual({
      fetched: 0,
      notices: [],
      counted: ['RunsRefused'],
    });
  });

  it('with a malformed event fails before doing anything', async () => {
    const setup = createMemoryRun(['AAPL']);
    const { run } = createExecution(setup);
    expect((await run({ runId: 'r', form: '2026-05-28' })).getStatus()).toBe('FAILED');
    expect(setup.ingest).not.toHaveBeenCalled();
  });

  it('of 100 tickers and two months keeps every checkpoint far below the limit', async () => {
    const tickers = Array.from({ length: 100 }, (_, index) => `T${index}`);
    const execution = await createExecution(createMemoryRun(tickers)).run({
      runId: 'run-1',
      from: '2026-04-01',
      to: '2026-05-29',
    });
    const sizes = execution
      .getOperations()
      .map((operation) => JSON.stringify(operation.getOperationData() ?? '').length);
    expect(execution.getResult()).toMatchObject({ outcome: 'published', calls: 105 });
    expect(sizes.length).toBeGreaterThan(40);
    expect(Math.max(...sizes)).toBeGreaterThan(2_000);
    expect(Math.max(...sizes)).toBeLessThan(maxCheckpointBytes / 2);
  });
});
