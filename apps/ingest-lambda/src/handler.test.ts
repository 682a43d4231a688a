import { createCalendars } from '@tickerlake/pipeline';
import { gunzipSync } from 'node:zlib';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { landedBars } from '@tickerlake/record-schema';
import { createSimulatedMarket, type SimulatedMarketOptions, startMarketServer } from '@tickerlake/simulated-market';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { KeyPlace, LandingPlace } from './config.ts';
import { createHandler } from './handler.ts';
import { openLanding } from './landing/open-landing.ts';
import { openApiKey } from './read-key.ts';
import { type AwsDoubleOptions, startAwsDouble } from './testing/aws-double.ts';

const canary = 'canary-key-7f3a';
const calendars = createCalendars();
const chunkOf = (ticker: string, from = '2026-05-28', to = from) => ({
  id: `${ticker.replace(':', '_3a_')}-${from}`,
  ticker,
  from,
  to,
  barMs: 60_000,
});
let said: string[] = [];

beforeEach(() => {
  said = [];
  // Makes the logger write to this console instead of a private one.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  const keep = (text: unknown): void => void said.push(String(text));
  for (const name of ['log', 'info', 'error', 'warn', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation(keep);
});
afterEach(() => {
  expect(said.join('\n')).not.toContain(canary);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The handler with the simulated market over HTTP, and AWS through the real SDK clients. */
async function setUp(
  options: {
    readonly aws?: Partial<AwsDoubleOptions>;
    readonly market?: SimulatedMarketOptions;
    readonly place?: KeyPlace;
    readonly landing?: LandingPlace;
    readonly maxCalls?: number;
  } = {},
) {
  const aws = await startAwsDouble({ keys: [canary], ...options.aws });
  const market = createSimulatedMarket({
    nowMs: () => Date.UTC(2026, 4, 29, 21),
    apiKeys: [canary],
    callsPerMinute: 5,
    ...options.market,
  });
  const server = await startMarketServer(market);
  onTestFinished(() => server.close());
  const keep = (text: string): void => void said.push(text);
  const logger = new Logger({ serviceName: 'ingest' });
  const clock = { now: () => new Date('2026-05-29T21:00:00Z'), sleep: async () => {} };
  const landChunk = await openLanding(options.landing ?? { kind: 'firehose', stream: 'raw-bars' }, {
    calendars,
    clock,
    random: () => 0,
    settings: aws.settings,
  });
  const handler = createHandler(
    {
      apiKey: openApiKey(options.place ?? { kind: 'parameter', name: '/tickerlake/api-key' }, aws.settings),
      maxCalls: options.maxCalls ?? 5,
      baseUrl: server.url,
      landChunk,
      calendars,
      clock,
      random: () => 0,
    },
    {
      logger,
      metrics: new Metrics({
        namespace: 'Tickerlake',
        serviceName: 'ingest',
        logger: { info: keep, debug: keep, warn: keep, error: keep, trace: keep },
      }),
    },
  );
  return { aws, market, handler };
}

describe('the ingest Lambda', () => {
  it('sends every bar once, as rows with run id and request id, and returns a receipt that counts them', async () => {
    const { aws, handler } = await setUp();
    const { receipts, left, waitMs } = await handler({
      runId: 'run-1',
      chunks: [chunkOf('AAPL', '2026-05-27', '2026-05-28'), chunkOf('X:BTCUSD')],
    });

    expect({ left, waitMs }).toEqual({ left: [], waitMs: 0 });
    expect(receipts.map(({ ticker, calls }) => ({ ticker, calls }))).toEqual([
      { ticker: 'AAPL', calls: 1 },
      { ticker: 'X:BTCUSD', calls: 1 },
    ]);
    const rows = aws.landed.flatMap((line) => landedBars(JSON.parse(line)));
    expect(new Set(rows.map((row) => `${row.ticker} ${row.bar_start_ms}`)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.run_id))).toEqual(new Set(['run-1']));
    expect(new Set(rows.map((row) => row.request_id))).toEqual(
      new Set(receipts.flatMap((receipt) => receipt.requestIds)),
    );
    const counted = receipts.flatMap((receipt) =>
      Object.entries(receipt.rowsByDate).map(([date, count]) => [`${receipt.ticker} ${date}`, count]),
    );
    const landed = new Map<string, number>();
    for (const { ticker, bar_start_ms: ms } of rows) {
      const key = `${ticker} ${calendars[ticker.startsWith('X:') ? '24/7' : 'XNYS'].locate(ms).tradingDate}`;
      landed.set(key, (landed.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(landed));
    expect(counted).toHaveLength(3);
  });

  it('asks for splits, holidays and companies before bars', async () => {
    const split = { ticker: 'NVDA', executionDate: '2024-06-10', splitFrom: 1, splitTo: 10 };
    const { handler } = await setUp({ market: { callsPerMinute: null, splits: [split] } });
    const splits = { from: '2024-01-02', to: '2026-05-29', tickers: ['NVDA'] };
    const reference = { tickers: ['META', 'SIMX', 'AAPL'], from: '2026-05-28', holidays: true, splits };
    const { told, receipts, left } = await handler({ runId: 'run-1', chunks: [chunkOf('AAPL')], reference });
    expect(told).toMatchObject({
      calls: 5,
      tickers: [{ ticker: 'META' }, { ticker: 'SIMX' }, { ticker: 'AAPL' }],
      splits: { rows: [{ ticker: 'NVDA', splitTo: 10 }], skipped: [] },
      failure: null,
    });
    expect(told?.holidays?.length).toBeGreaterThan(5);
    // The calls of this invocation are spent.
    expect({ sent: receipts.length, left }).toEqual({ sent: 0, left: ['AAPL-2026-05-28'] });
  });

  it('tells what the quota covers, and that is no failure', async () => {
    const { handler } = await setUp({ maxCalls: 2 });
    const reference = { tickers: ['META', 'AAPL', 'MSFT'], from: '2026-05-28', holidays: false, splits: null };
    expect(await handler({ runId: 'run-1', chunks: [], reference })).toMatchObject({
      told: { tickers: [{ ticker: 'META' }, { ticker: 'AAPL' }], holidays: null, failure: null },
    });
  });

  it('explains sessions without bars by day bars and delistings, as far as the quota goes', async () => {
    const { handler } = await setUp({
      maxCalls: 3,
      market: {
        callsPerMinute: null,
        halts: [],
        events: [{ kind: 'delisting', ticker: 'SIM001', date: '2026-05-27' }],
      },
    });
    const question = (ticker: string) => ({
      ticker,
      dates: ['2026-05-28', '2026-05-29'],
      lastTraded: '2026-05-27',
      dayBars: [{ ...chunkOf(ticker, '2026-05-28', '2026-05-29'), id: `day-${ticker}`, barMs: 86_400_000 }],
    });
    const absences = [question('SIM001'), question('AAPL'), question('MSFT')];
    const answer = await handler({ runId: 'run-1', chunks: [], absences });
    expect(answer.absences).toMatchObject([
      { ticker: 'SIM001', calls: 2, withDayBar: [], ended: { ticker: 'SIM001' }, failure: null },
      { ticker: 'AAPL', calls: 1, withDayBar: ['2026-05-28', '2026-05-29'], ended: null, failure: null },
    ]);
  });

  it('never waits for the quota: it returns what five calls do not cover, and later invocations fetch it', async () => {
    const { aws, market, handler } = await setUp({ market: { callsPerMinute: null } });
    const chunks = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'].map((ticker) => chunkOf(ticker));
    const first = await handler({ runId: 'run-1', chunks });
    expect({ sent: first.receipts.length, left: first.left, waitMs: first.waitMs, calls: market.calls.total }).toEqual({
      sent: 5,
      left: ['META-2026-05-28', 'TSLA-2026-05-28'],
      waitMs: 61_000,
      calls: 5,
    });

    const second = await handler({ runId: 'run-1', chunks: chunks.filter((chunk) => first.left.includes(chunk.id)) });
    expect(second).toMatchObject({ left: [], waitMs: 0 });
    expect(new Set(aws.landed.map((line) => (JSON.parse(line) as { ticker: string }).ticker)).size).toBe(7);
  });

  it('returns a whole chunk, unsent, when no call is left for its second page', async () => {
    const { aws, handler } = await setUp({ maxCalls: 2, market: { callsPerMinute: null } });
    const years = chunkOf('X:BTCUSD', '2026-01-01', '2026-05-28');
    expect(await handler({ runId: 'run-1', chunks: [years] })).toMatchObject({
      receipts: [],
      left: [years.id],
      waitMs: 61_000,
    });
    expect(aws.landed).toEqual([]);
  });

  it('treats a 429 as a used-up quota, without waiting', async () => {
    const { market, handler } = await setUp({ maxCalls: 50, market: { callsPerMinute: 2 } });
    const chunks = ['AAPL', 'MSFT', 'GOOGL', 'AMZN'].map((ticker) => chunkOf(ticker));
    expect(await handler({ runId: 'run-1', chunks })).toMatchObject({
      left: ['GOOGL-2026-05-28', 'AMZN-2026-05-28'],
      waitMs: 61_000,
    });
    expect(market.calls.rejected429).toBe(1);
  });

  it('sends records that Firehose rejected again, by their index', async () => {
    const { aws, handler } = await setUp({ aws: { failedRecords: [[0], [0]] } });
    const { receipts } = await handler({ runId: 'run-1', chunks: [chunkOf('AAPL')] });
    expect(aws.landed.flatMap((line) => landedBars(JSON.parse(line)))).toHaveLength(receipts[0]?.rows ?? NaN);
    expect(receipts[0]).toMatchObject({ records: 1, sentRecords: 3 });
  });

  describe('landing directly in the lake', () => {
    const landing: LandingPlace = { kind: 's3', location: 's3://lake/tickerlake/' };
    const twoMonths = chunkOf('AAPL', '2026-04-30', '2026-05-01');
    const startedAt = '2026-05-30T00:10:00Z';

    it('writes one gzip object per month where the table reads, every bar once, and returns a receipt that counts and names them', async () => {
      const { aws, handler } = await setUp({ landing });
      const {
        receipts: [receipt],
      } = await handler({ runId: 'run-1', startedAt, chunks: [twoMonths] });

      const folder = 'landing/raw_bars/2026-05-30/run-1/AAPL-2026-04-30/';
      expect(receipt).toMatchObject({
        chunkId: 'AAPL-2026-04-30',
        ticker: 'AAPL',
        calls: 1,
        keys: [`${folder}2026-04.ndjson.gz`, `${folder}2026-05.ndjson.gz`],
      });
      expect([...aws.objects.keys()]).toEqual([
        `lake/tickerlake/${folder}2026-04.ndjson.gz`,
        `lake/tickerlake/${folder}2026-05.ndjson.gz`,
      ]);
      const text = [...aws.objects.values()].map((content) => gunzipSync(content).toString('utf8')).join('');
      const rows = text
        .trimEnd()
        .split('\n')
        .flatMap((line) => landedBars(JSON.parse(line)));
      expect(new Set(rows.map((row) => row.bar_start_ms)).size).toBe(receipt?.rows);
      expect([...new Set(rows.map((row) => row.request_id))]).toEqual(receipt?.requestIds);
      expect(receipt?.bytes).toBe(Buffer.byteLength(text));
      const landed: Record<string, number> = {};
      for (const { bar_start_ms: ms } of rows)
        landed[calendars.XNYS.locate(ms).tradingDate] = (landed[calendars.XNYS.locate(ms).tradingDate] ?? 0) + 1;
      expect(receipt?.rowsByDate).toEqual(landed);
      expect(Object.keys(landed)).toHaveLength(2);
      expect(aws.calls).toEqual(['AmazonSSM.GetParameter']);
    });

    it('replaces only the objects of an earlier attempt of the same run and chunk', async () => {
      const { aws, handler } = await setUp({ landing });
      const event = { runId: 'run-1', startedAt, chunks: [twoMonths] };
      await handler({ ...event, runId: 'run-0' });
      await handler(event);
      const before = [...aws.objects.keys()];
      const {
        receipts: [receipt],
      } = await handler({ ...event, chunks: [{ ...twoMonths, to: twoMonths.from }] });
      expect(receipt?.rowsByDate).toEqual({ '2026-04-30': receipt?.rows });
      expect([...aws.objects.keys()]).toEqual(
        before.filter((key) => !key.endsWith('/run-1/AAPL-2026-04-30/2026-05.ndjson.gz')),
      );
      expect(before).toHaveLength(4);
    });

    it("uses the current day when the run's start is missing", async () => {
      const { aws, handler } = await setUp({ landing });
      await handler({ runId: 'run-1', chunks: [chunkOf('AAPL')] });
      expect([...aws.objects.keys()]).toEqual([
        'lake/tickerlake/landing/raw_bars/2026-05-29/run-1/AAPL-2026-05-28/2026-05.ndjson.gz',
      ]);
      expect(said.map((line) => (JSON.parse(line) as Record<string, unknown>)['message']).filter(Boolean)).toEqual([
        'vendor call',
        'chunk landed',
        'done',
      ]);
    });
  });

  it('reads the key once for many invocations, and again after the vendor rejects it', async () => {
    const { aws, handler } = await setUp({
      aws: { keys: ['old-key', canary] },
      place: { kind: 'secret', secretId: 'vendor' },
    });
    await handler({ runId: 'run-1', chunks: [chunkOf('AAPL')] });
    await handler({ runId: 'run-2', chunks: [chunkOf('MSFT')] });
    expect(aws.calls.filter((name) => name === 'secretsmanager.GetSecretValue')).toHaveLength(2);
  });

  it.each([
    {
      name: 'a missing key',
      aws: { keys: [] },
      event: { runId: 'r', chunks: [chunkOf('AAPL')] },
      error: { name: 'KeyError', transient: false },
    },
    {
      name: 'a key that AWS cannot return now',
      aws: { isDown: true },
      event: { runId: 'r', chunks: [chunkOf('AAPL')] },
      error: { name: 'KeyError', transient: true },
    },
    {
      name: 'a key that the vendor rejects',
      aws: { keys: ['wrong'] },
      event: { runId: 'r', chunks: [chunkOf('AAPL')] },
      error: { name: 'AuthError', transient: false },
    },
    {
      name: 'an event without chunks',
      aws: {},
      event: { runId: 'r', chunks: [] },
      error: { name: 'EventError', transient: false },
    },
    {
      name: 'a misspelt field',
      aws: {},
      event: { runId: 'r', chunk: [] },
      error: { name: 'EventError', transient: false },
    },
    {
      name: 'a start that is not an instant',
      aws: {},
      event: { runId: 'r', startedAt: 'today', chunks: [chunkOf('AAPL')] },
      error: { name: 'EventError', transient: false },
    },
    {
      name: 'dates in reverse order',
      aws: {},
      event: { runId: 'r', chunks: [chunkOf('AAPL', '2026-05-28', '2026-05-27')] },
      error: { name: 'EventError', transient: false },
    },
  ])('throws, logs and counts $name, and sends nothing', async ({ aws: options, event, error }) => {
    const { aws, handler } = await setUp({ aws: options });
    await expect(handler(event)).rejects.toMatchObject(error);
    expect(aws.landed).toEqual([]);
    expect(said.join('\n')).toContain(error.name);
    expect(said.join('\n')).toContain('"Failures":1');
  });

  it('logs JSON lines with the run, and counts rows and calls for CloudWatch', async () => {
    const { handler } = await setUp();
    const { receipts } = await handler({ runId: 'run-9', chunks: [chunkOf('AAPL')] });
    const lines = said.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter((line) => line['runId'] === 'run-9').map((line) => line['message'])).toEqual([
      'vendor call',
      'chunk sent',
      'done',
    ]);
    expect(lines.find((line) => '_aws' in line)).toMatchObject({
      service: 'ingest',
      VendorCalls: 1,
      RowsSent: receipts[0]?.rows,
    });
  });
});
