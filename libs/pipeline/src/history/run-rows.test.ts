import { correctionsTable, rowSchema, runsTable } from '@tickerlake/record-schema';
import { describe, expect, test } from 'vitest';
import { sumFindings } from '../values/bar-findings.ts';
import { correctionRows, type RunFacts, runRows } from './run-rows.ts';

const run: RunFacts = {
  runId: 'r1',
  startedAt: '2026-05-29T21:00:00.000Z',
  endedAt: '2026-05-29T21:01:00.000Z',
  outcome: 'published',
  request: { tickers: ['AAPL', 'MSFT'], from: '2026-05-01', to: '2026-05-29', barMs: 60_000, source: 'simulated' },
  steps: [
    { step: { stage: 'ingest', part: '1' }, ms: 10.4, result: {} },
    { step: { stage: 'ingest', part: '2' }, ms: 20.3, result: {} },
    {
      step: { stage: 'stage', part: '2026-04' },
      ms: 5,
      result: { tables: { bars: { bytes: 100 }, hours: { bytes: 20 } } },
    },
    { step: { stage: 'stage', part: '2026-05' }, ms: 6, result: { tables: { bars: { bytes: 3 } } } },
    { step: { stage: 'check' }, ms: 7, result: {} },
    { step: { stage: 'check', round: 2 }, ms: 8, result: {} },
  ],
  summary: {
    calls: 3,
    fetchedBars: 900,
    newBars: 800,
    hours: 14,
    corrections: {
      bars: 2,
      hours: 1,
      maxChange: 0.5,
      samples: [{ ticker: 'AAPL', barStart: '2026-05-01T13:30:00.000Z', oldHourlyVar: 1, newHourlyVar: 1.5 }],
    },
    findings: {
      ...sumFindings([]),
      settledBars: 2,
      refusedBars: 1,
      outsideSessions: [
        { ticker: 'AAPL', bars: 35, first: '2026-05-18T00:00:00.000Z', last: '2026-05-18T03:57:00.000Z' },
      ],
    },
  },
};
const stopped: RunFacts = { ...run, runId: 'r2', outcome: 'checks-failed', summary: { message: 'a rule failed' } };
const broken: RunFacts = {
  ...run,
  runId: 'r4',
  outcome: 'failed',
  summary: { stage: 'publish', message: 'y'.repeat(3_000) },
};
const open: RunFacts = { ...run, runId: 'r3', outcome: null, endedAt: null, summary: null };

describe('the journal as rows', () => {
  test('fits the tables', () => {
    for (const row of runRows([run, stopped, broken, open])) expect(rowSchema(runsTable).parse(row)).toEqual(row);
    for (const row of correctionRows([run])) expect(rowSchema(correctionsTable).parse(row)).toEqual(row);
  });

  test('adds up the times and bytes of a stage', () => {
    expect(runRows([run])[0]).toMatchObject({
      outcome: 'published',
      tickers: 2,
      calls: 3,
      corrected_hours: 1,
      settled_bars: 2,
      refused_bars: 1,
      outside_bars: 35,
      odd_bars: expect.stringContaining('35 bars of AAPL are outside the known sessions'),
      bytes: 123,
      dollars: 0,
      ingest_ms: 31,
      stage_ms: 11,
      check_ms: 15,
      tidy_ms: 0,
    });
  });

  test('knows runs that published nothing', () => {
    expect(
      runRows([stopped, open]).map(({ outcome, ended_at, calls, bytes }) => ({ outcome, ended_at, calls, bytes })),
    ).toEqual([
      { outcome: 'checks-failed', ended_at: '2026-05-29T21:01:00.000Z', calls: null, bytes: null },
      { outcome: 'open', ended_at: null, calls: null, bytes: null },
    ]);
  });

  test('says where and why a run failed', () => {
    expect(
      runRows([run, stopped, broken, open]).map(({ outcome, failed_stage, reason }) => [
        outcome,
        failed_stage,
        reason?.slice(0, 20).length ?? null,
      ]),
    ).toEqual([
      ['published', null, null],
      ['checks-failed', 'check', 13],
      ['failed', 'publish', 20],
      ['open', null, null],
    ]);
    expect(runRows([broken])[0]?.reason).toHaveLength(2_000);
  });

  test.each([
    { name: 'nothing on this machine', dollars: undefined, is: 0 },
    { name: 'what the engine billed', dollars: 0.25, is: 0.25 },
    { name: 'none when unknown', dollars: null, is: null },
  ])('costs $name', ({ dollars, is }) => {
    expect(runRows([{ ...run, ...(dollars !== undefined && { dollars }) }])[0]?.dollars).toBe(is);
  });

  test('costs what was billed although it failed', () => {
    expect(runRows([{ ...broken, dollars: 0.25 }, broken]).map(({ dollars }) => dollars)).toEqual([0.25, null]);
  });

  test('has the corrected hours of finished runs', () => {
    expect(correctionRows([run, stopped, open])).toEqual([
      {
        run_id: 'r1',
        corrected_at: run.startedAt,
        ticker: 'AAPL',
        bar_start: '2026-05-01T13:30:00.000Z',
        old_hourly_var: 1,
        new_hourly_var: 1.5,
      },
    ]);
  });
});
