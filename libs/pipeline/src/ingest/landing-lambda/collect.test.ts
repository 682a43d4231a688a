import { gzipSync } from 'node:zlib';
import {
  AuthError,
  BadRequestError,
  EntitlementError,
  InvalidRequestError,
  NotFoundError,
  ValidationError,
} from '@tickerlake/polygon-client';
import { describe, expect, it, test } from 'vitest';
import { createMemoryObjects } from '../../run/lake/testing/memory-objects.ts';
import { planRun } from '../../request/plan-run.ts';
import type { PipelineRun } from '../../request/pipeline-run.ts';
import type { Step } from '../../values/step.ts';
import type { WorkflowContext } from '../../ports/workflow-context.ts';
import { waitForDelivery } from './wait-for-delivery.ts';
import { countLanded } from './count-landed.ts';
import { fetchChunks } from './fetch-chunks.ts';
import type { IngestAnswer, IngestReceipt, IngestRequest } from './ingest-answer.ts';
import { createCalendars } from '../../ports/calendars.ts';

const calendars = createCalendars();
const startMs = Date.parse('2026-05-29T23:50:00Z');

/** A workflow whose waits pass at once, and are remembered. */
function createContext() {
  const waits: [string, number][] = [];
  let nowMs = startMs;
  const context: WorkflowContext = {
    step: (_name, body) => body(),
    async sleep(name, ms) {
      waits.push([name, ms]);
      nowMs += ms;
    },
    now: () => new Date(nowMs),
  };
  return { context, waits };
}

function runOf(tickers: readonly string[]): PipelineRun {
  const plan = planRun(
    { tickers, from: '2026-05-28', to: '2026-05-29', barMs: 60_000, source: 'polygon' },
    calendars,
    5,
  );
  return {
    runId: 'r1',
    startedAt: new Date(startMs),
    plan,
    calendars,
    rules: [],
    freshAt: new Date(startMs),
    keepReleases: 5,
    signal: new AbortController().signal,
  };
}

const receiptOf = ({ id, ticker }: { readonly id: string; readonly ticker: string }, rows = 2): IngestReceipt => ({
  chunkId: id,
  ticker,
  calls: 1,
  rows,
  rowsByDate: { '2026-05-29': rows },
});
const named = (name: string, message = 'said so'): Error => Object.assign(new Error(message), { name });

describe('chunks that the ingest Lambda fetches', () => {
  const seven = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'];

  /** A Lambda that follows a script, one instruction per invocation; without one it does all that is requested. */
  async function fetchWith(script: readonly (number | Error)[], tickers = seven) {
    const { context, waits } = createContext();
    const asked: (readonly string[])[] = [];
    const invoke = async (step: Step, { chunks }: IngestRequest): Promise<IngestAnswer> => {
      expect(step).toEqual({ stage: 'ingest', part: `${asked.length + 1}` });
      asked.push(chunks.map(({ ticker }) => ticker));
      const told = script[asked.length - 1] ?? chunks.length;
      if (told instanceof Error) throw told;
      return {
        receipts: chunks.slice(0, told).map((chunk) => receiptOf(chunk)),
        waitMs: told < chunks.length ? 61_000 : 0,
      };
    };
    const outcome = await fetchChunks(context, runOf(tickers), invoke, 5).then(
      (receipts) => ({ receipts }),
      (error: unknown) => ({ error }),
    );
    return { outcome, asked, waits };
  }

  test.each([
    { name: 'seven in two rounds, with a minute between', script: [], asked: [5, 2], waits: [61_000] },
    { name: 'those beyond the quota again', script: [3, 4], asked: [5, 4], waits: [61_000] },
    {
      name: 'all again after a transient failure, later',
      script: [named('FirehoseError')],
      asked: [5, 5, 2],
      waits: [120_000, 61_000],
    },
    {
      name: 'after rounds without a result, with growing waits',
      script: [0, 0, 0],
      asked: [5, 5, 5, 5, 2],
      waits: [120_000, 240_000, 480_000, 61_000],
    },
  ])('are requested: $name', async ({ script, asked, waits }) => {
    const found = await fetchWith(script);
    expect(found.outcome).toMatchObject({ receipts: seven.map((ticker) => ({ ticker })) });
    expect({ asked: found.asked.map(({ length }) => length), waits: found.waits.map(([, ms]) => ms) }).toEqual({
      asked,
      waits,
    });
  });

  /** By the client's classes: an unknown name would wait for half an hour. */
  const refusals = [
    AuthError,
    EntitlementError,
    NotFoundError,
    BadRequestError,
    InvalidRequestError,
    ValidationError,
  ].map((kind) => kind.name);

  test.each([...refusals, 'EventError', 'ConfigError'])(
    'fail at once for %s, with the message of the Lambda',
    async (name) => {
      const { outcome, asked } = await fetchWith([named(name, 'the key was refused')]);
      expect(outcome).toMatchObject({
        error: {
          name: 'PipelineError',
          stage: 'ingest',
          transient: false,
          message: expect.stringContaining('AAPL, 2026-05-28 to 2026-05-29: the key was refused'),
        },
      });
      expect(asked).toHaveLength(1);
    },
  );

  test.each([
    {
      name: 'failures',
      script: Array.from({ length: 9 }, () => named('FirehoseError', 'throttled')),
      words: 'FirehoseError: throttled',
    },
    {
      name: 'rounds without any',
      script: Array.from({ length: 9 }, () => 0),
      words: 'check whether something else uses the same key',
    },
  ])('fail after six $name in a row', async ({ script, words }) => {
    const { outcome, asked } = await fetchWith(script);
    expect(outcome).toMatchObject({
      error: { name: 'PipelineError', stage: 'ingest', transient: true, message: expect.stringContaining(words) },
    });
    expect(asked).toHaveLength(6);
  });

  it('must be answered in order: another answer is a fault', async () => {
    const { context } = createContext();
    const invoke = async (_step: Step, { chunks }: IngestRequest): Promise<IngestAnswer> => ({
      receipts: chunks.slice(1).map((chunk) => receiptOf(chunk)),
      waitMs: 0,
    });
    await expect(fetchChunks(context, runOf(seven), invoke, 5)).rejects.toThrow(
      /answered for MSFT-.* instead of AAPL-/,
    );
  });
});

const openMs = Date.parse('2026-05-29T13:30:00Z');
const lineOf = (minute: number, { ticker = 'AAPL', run = 'r1' } = {}): string =>
  `${JSON.stringify({ ticker, bar_start_ms: openMs + minute * 60_000, bar_ms: 60_000, open: 1, run_id: run })}\n`;
const folder = 'landing/raw_bars/2026-05-29/';
const lineOfAll = (minutes: readonly number[]): string =>
  `${JSON.stringify({ ticker: 'AAPL', starts_ms: minutes.map((minute) => openMs + minute * 60_000), bar_ms: 60_000, run_id: 'r1' })}\n`;

describe('landed bars', () => {
  it('are counted once each, however often and wherever they came, and only those of the run', async () => {
    const objects = createMemoryObjects();
    await objects.write(`${folder}a.gz`, gzipSync(lineOf(0) + lineOf(1) + lineOf(1) + lineOf(5, { run: 'r0' })));
    await objects.write(`${folder}b.gz`, gzipSync(lineOf(1) + lineOf(2) + lineOf(0, { ticker: 'MSFT' })));
    await objects.write(`${folder}c.gz`, gzipSync(lineOf(9, { run: 'r0' })));
    await objects.write(`${folder}d.gz`, gzipSync(lineOfAll([1, 2, 7]) + lineOfAll([7])));
    const landed = await countLanded(objects, { runId: 'r1', days: ['2026-05-29', '2026-05-30'], calendars });
    expect([
      landed.bars('AAPL', '2026-05-29'),
      landed.bars('MSFT', '2026-05-29'),
      landed.bars('AAPL', '2026-05-28'),
    ]).toEqual([4, 1, 0]);
    expect(landed.parts).toEqual([
      { path: `${folder}a.gz`, rowsByMonth: { '2026-05': 3 } },
      { path: `${folder}b.gz`, rowsByMonth: { '2026-05': 3 } },
      { path: `${folder}d.gz`, rowsByMonth: { '2026-05': 4 } },
    ]);
  });

  test.each([
    {
      name: 'records without a newline between them',
      content: gzipSync(lineOf(0).trim() + lineOf(1)),
      words: 'may have lost their newlines',
    },
    { name: 'a cut line', content: gzipSync(lineOf(0) + lineOf(1).slice(0, 20)), words: 'is not a row of raw_bars' },
    { name: 'a line of something else', content: gzipSync('{"hello":1}\n'), words: 'is not a row of raw_bars' },
    { name: 'an object that is not compressed', content: lineOf(0), words: 'is not gzip' },
  ])('refuse $name, which an engine would read silently', async ({ content, words }) => {
    const objects = createMemoryObjects();
    await objects.write(`${folder}a.gz`, content);
    await expect(countLanded(objects, { runId: 'r1', days: ['2026-05-29'], calendars })).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining(words),
    });
  });
});

describe('delivery', () => {
  const wait = (objects: ReturnType<typeof createMemoryObjects>, deadlineMs: number) => ({
    objects,
    calendars,
    probeEveryMs: 60_000,
    deadlineMs,
  });
  const receipts = [receiptOf({ id: 'a', ticker: 'AAPL' }, 3)];

  it('is awaited until the last bar arrives, even past midnight', async () => {
    const objects = createMemoryObjects();
    const { context, waits } = createContext();
    await objects.write(`${folder}a.gz`, gzipSync(lineOf(0) + lineOf(1)));
    const sleep = async (name: string, ms: number): Promise<void> => {
      await context.sleep(name, ms);
      if (waits.length === 12) await objects.write('landing/raw_bars/2026-05-30/b.gz', gzipSync(lineOf(1) + lineOf(2)));
    };
    const parts = await waitForDelivery({ ...context, sleep }, runOf(['AAPL']), receipts, wait(objects, 3_600_000));
    expect(parts.map(({ path }) => path)).toEqual([`${folder}a.gz`, 'landing/raw_bars/2026-05-30/b.gz']);
    expect(waits.map(([name]) => name)).toEqual(Array.from({ length: 12 }, (_, index) => `delivery ${index + 1}`));
  });

  it('that never arrives fails the run, naming what is missing and what is in the error folder', async () => {
    const objects = createMemoryObjects();
    await objects.write(`${folder}a.gz`, gzipSync(lineOf(0)));
    await objects.write('landing-errors/processing-failed/2026-05-29/x.gz', 'x');
    await objects.write('landing-errors/processing-failed/2026-05-01/old.gz', 'x');
    const outcome = waitForDelivery(createContext().context, runOf(['AAPL']), receipts, wait(objects, 300_000));
    await expect(outcome).rejects.toMatchObject({
      name: 'PipelineError',
      stage: 'verify',
      transient: true,
      message: expect.stringMatching(
        /after 5 minutes: AAPL 2026-05-29 has 1 of 3\. Its error folder has s3:\/\/lake\/test\/landing-errors\/processing-failed\/2026-05-29\/x\.gz\./,
      ),
    });
  });
});
