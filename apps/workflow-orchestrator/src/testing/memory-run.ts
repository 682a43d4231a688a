import { gzipSync } from 'node:zlib';
import type { QualityResult } from '@tickerlake/data-quality';
import {
  createCalendars,
  type PublishedSession,
  type ReferenceRequest,
  type Release,
  type StagedBuild,
  systemClock,
  type ToldReference,
  type Warehouse,
  pickMarketSettings,
} from '@tickerlake/pipeline';
import type { IngestAnswer, IngestRequest } from '@tickerlake/pipeline/aws';
import { createMemoryObjects } from '@tickerlake/pipeline/testing';
import type { Member } from '@tickerlake/record-schema';
import { vi } from 'vitest';
import type { OrchestratorConfig } from '../config.ts';
import type { OrchestratorResources } from '../orchestrator-resources.ts';

const calendars = createCalendars();
const part = { path: 'x', rows: 1, bytes: 1 };
const release: Release = {
  id: 1,
  parentId: null,
  publishedAt: '2026-05-30T12:00:00.000Z',
  newestDates: {},
  runId: 'run-1',
  source: 'polygon',
  tickers: [],
  from: '',
  to: '',
  quality: { passed: 1, warned: 0, notEvaluated: 0, score: 1 },
};

/** One rule's result. */
export const resultOf = (status: 'pass' | 'fail'): QualityResult => ({
  dataset: 'hourly_volatility',
  file: 'hourly_volatility.dqdl',
  evaluatedAt: new Date(0),
  clock: 'the end of the requested range',
  analyzers: [],
  score: status === 'pass' ? 1 : 0,
  statements: [],
  rules: [
    {
      id: '0',
      name: 'Rule_1',
      dqdl: 'IsComplete "hourly_var"',
      file: 'hourly_volatility.dqdl',
      at: { offset: 0, line: 1, column: 1 },
      labels: {},
      severity: 'error',
      status,
      metrics: {},
      observed: 0.5,
      observedText: '0.5',
      expected: '1',
      rows: null,
      sample: [],
      message: 'half of the values are missing',
      series: {},
    },
  ],
});

/** A split, a holiday, and the company of each ticker that is asked about, listed long ago. */
const toldOf = ({ tickers, splits }: ReferenceRequest): ToldReference => ({
  calls: tickers.length + 2,
  tickers: tickers.map((ticker) => ({ ticker, instruments: [] })),
  holidays: [],
  splits: splits === null ? null : { rows: [], skipped: [{ ticker: 'AAPL', executionDate: null, message: 'no date' }] },
  failure: null,
});

/**
 * In-memory dependencies of an orchestrator: a warehouse of spies and a landing that the ingest Lambda's stand-in
 * writes
 * to. The engine tests use the real ones.
 *
 * @example
 * const { resources, warehouse, ingest } = createMemoryRun(['AAPL']);
 */
export function createMemoryRun(
  tickers: readonly string[],
  members: readonly Member[] = tickers.map((ticker) => ({ ticker })),
) {
  const lost = new Set<string>();
  let dayBars: Readonly<Record<string, readonly string[]>> = {};
  const objects = createMemoryObjects();
  const config: OrchestratorConfig = {
    location: objects.location,
    database: 'db',
    workGroup: 'w',
    ingestFunction: 'arn:aws:lambda:us-east-1:123456789012:function:ingest:live',
    members,
    barMs: 60_000,
    callsPerMinute: 5,
    keepReleases: 5,
    stage: 'test',
    landing: 'firehose',
    landedDeadlineMs: 300_000,
    crawler: null,
    alarmTopic: null,
    market: pickMarketSettings({}),
  };
  const build = (months: readonly string[]): StagedBuild => ({
    months,
    builtOn: 'state',
    tables: { sessions: part, bars: part, hourly_volatility: part },
    newestDates: {},
    landedBars: 1,
    newBars: 1,
    isChanged: true,
    corrections: { bars: 0, hours: 0, maxChange: 0, samples: [] },
  });
  const warehouse = {
    concurrentBuilds: 1,
    monthsPerBuild: 100,
    stage: vi.fn<Warehouse['stage']>(async ({ months }) => build(months)),
    check: vi.fn<Warehouse['check']>(async () => ({ results: [resultOf('pass')], resultsPart: part })),
    publish: vi.fn<Warehouse['publish']>(async ({ runId }) => ({ ...release, runId })),
    currentRelease: vi.fn<Warehouse['currentRelease']>(async () => null),
    releases: async () => [release],
    unreadableReleases: async () => [],
    rollback: async () => release,
    tidy: vi.fn<Warehouse['tidy']>(async () => ({ releases: [], files: 0, bytes: 0 })),
  };
  const readPublished = vi.fn<OrchestratorResources['readPublished']>(async () => []);
  /** Lands ten bars of every session of a chunk immediately. */
  const ingest = vi.fn(
    async ({ runId, startedAt, chunks, reference, absences }: IngestRequest): Promise<IngestAnswer> => {
      if (reference !== undefined) return { receipts: [], waitMs: 0, told: toldOf(reference) };
      if (absences !== undefined)
        return {
          receipts: [],
          waitMs: 0,
          absences: absences.map(({ ticker }) => ({
            ticker,
            calls: 1,
            withDayBar: [...(dayBars[ticker] ?? [])],
            ended: null,
            failure: null,
          })),
        };
      const receipts = [];
      for (const { id, ticker, from, to } of chunks) {
        const sessions = calendars.XNYS.sessions(from, to).filter(
          ({ tradingDate }) => !lost.has(`${ticker} ${tradingDate}`),
        );
        const lines = sessions.map(({ openMs }) =>
          JSON.stringify({
            ...{ run_id: runId, ticker, bar_ms: 60_000 },
            starts_ms: Array.from({ length: 10 }, (_, minute) => openMs + minute * 60_000),
          }),
        );
        await objects.write(`landing/raw_bars/${startedAt.slice(0, 10)}/${id}.gz`, gzipSync(`${lines.join('\n')}\n`));
        receipts.push({
          chunkId: id,
          ticker,
          calls: 1,
          rows: lines.length * 10,
          rowsByDate: Object.fromEntries(sessions.map(({ tradingDate }) => [tradingDate, 10])),
        });
      }
      return { receipts, waitMs: 0 };
    },
  );
  return {
    config,
    objects,
    warehouse,
    ingest,
    readPublished,
    /** What readers see: the newest date of each ticker, and the sessions. */
    publish(newestDates: Release['newestDates'], sessions: readonly PublishedSession[]): void {
      warehouse.currentRelease.mockResolvedValue({ ...release, runId: 'run-0', newestDates });
      readPublished.mockResolvedValue(sessions);
    },
    /** No bars of a session come. */
    lose: (ticker: string, date: string): void => void lost.add(`${ticker} ${date}`),
    /** The dates on which the vendor has day bars. */
    tell(dates: typeof dayBars): void {
      dayBars = dates;
    },
    resources: {
      config,
      objects,
      warehouse,
      readPublished,
      calendars,
      clock: systemClock,
      rules: [],
      crawler: null,
      spent: () => 0,
    },
  };
}
