import { describe, expect, it, test } from 'vitest';
import { runRows } from './run-rows.ts';

const run = (own: Record<string, unknown>) => ({
  run_id: 'r',
  started_at: 0,
  outcome: 'published',
  failed_stage: null,
  reason: null,
  source: 'simulated',
  range_from: '2026-05-01',
  range_to: '2026-05-29',
  tickers: 7,
  ...own,
});

describe('runs on one scale', () => {
  it('the longest run has the whole width, a shorter one its share, stages follow each other', () => {
    const [long, short] = runRows([
      run({ ingest_ms: 300, check_ms: 100 }),
      run({ ingest_ms: 50, verify_ms: 0, check_ms: 150, publish_ms: null }),
    ]);
    expect(long?.bars).toEqual([
      { stage: 'ingest', ms: 300, fromPercent: 0, widthPercent: 75 },
      { stage: 'check', ms: 100, fromPercent: 75, widthPercent: 25 },
    ]);
    expect(short?.bars.map(({ fromPercent, widthPercent }) => [fromPercent, widthPercent])).toEqual([
      [0, 12.5],
      [12.5, 37.5],
    ]);
  });

  it('a published run names the tickers that it held back', () => {
    const rows = [run({ held_back: 'META: 2 sessions are absent' }), run({ held_back: null })];
    expect(runRows(rows).map(({ heldBack }) => heldBack)).toEqual(['META: 2 sessions are absent', '']);
  });

  it('a run without times has no bars, and alone no division by zero', () => {
    expect(runRows([run({ outcome: 'open' })])).toMatchObject([{ bars: [], elapsedMs: null, kind: 'neutral' }]);
  });

  test.each([
    { name: 'days', own: {}, range: '2026-05-01 to 2026-05-29', reason: '' },
    { name: 'one day', own: { range_to: '2026-05-01' }, range: '2026-05-01', reason: '' },
    {
      name: 'instants',
      own: { range_from: Date.UTC(2026, 4, 1), range_to: Date.UTC(2026, 4, 1) },
      range: '2026-05-01',
      reason: '',
    },
    {
      name: 'a failed check',
      own: { outcome: 'checks-failed', failed_stage: 'check', reason: 'IsComplete "vwap"' },
      range: '2026-05-01 to 2026-05-29',
      reason: 'Failed in stage check: IsComplete "vwap"',
    },
    {
      name: 'a reason without a stage',
      own: { outcome: 'abandoned', reason: 'a later run started' },
      range: '2026-05-01 to 2026-05-29',
      reason: 'a later run started',
    },
    {
      name: 'rows that do not pass',
      own: {
        failed_stage: 'check',
        reason: '1 rule stopped the run.\n  FAIL x < 0\n    row: x=1\n    row: x=2\nCorrect the data.',
      },
      range: '2026-05-01 to 2026-05-29',
      reason: 'Failed in stage check: 1 rule stopped the run.\nFAIL x < 0\nCorrect the data.',
    },
  ])('says the range and the reason of $name', ({ own, range, reason }) => {
    expect(runRows([run(own)])).toMatchObject([{ range, reason }]);
  });
});
