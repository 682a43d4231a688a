import type { Explained, ExplainedBar } from '@tickerlake/preview-api';
import { describe, expect, it } from 'vitest';
import { originOf } from './origin-facts.ts';

const bar = (minute: number, isDecisive: boolean, requestId: string | null = 'r1'): ExplainedBar => ({
  start: `2026-11-20T20:${minute}:00Z`,
  lengthMs: 60_000,
  open: 1,
  high: 2,
  low: 1,
  close: 2,
  volume: 10,
  runId: 'RUN',
  requestId,
  fetchedAt: '2026-11-23T12:00:00Z',
  isDecisive,
  raw: { path: 'landing/nvda.ndjson.gz', line: minute, text: `{"m":${minute}}`, isSame: true },
});

const explained: Explained = {
  table: 'hourly_volatility',
  column: 'hourly_var',
  unit: 'price',
  meaning: 'high - low',
  ticker: 'NVDA',
  tradingDate: '2026-11-20',
  start: '2026-11-20T20:30:00Z',
  end: '2026-11-20T21:00:00Z',
  value: 3.25,
  formula: { text: 'high - low', numbers: '167.35 - 164.1', exactNumbers: '167.35 - 164.1' },
  computed: 3.25,
  computedFrom: 'raw lines',
  isReproduced: true,
  bars: [bar(30, false), bar(45, true), bar(57, true)],
  runs: [
    {
      runId: 'RUN',
      startedAt: '2026-11-23T11:59:00Z',
      source: 'polygon',
      outcome: 'published',
      rules: { passed: 12, warned: 1, failed: 0, notEvaluated: 0 },
      notPassed: ['RowCount > 10: warned'],
    },
  ],
  release: { id: 4, publishedAt: '2026-11-23T12:01:00Z', builds: ['warehouse/x.parquet'] },
  corrections: [],
  splits: [],
  notes: [],
};

const fact = (name: string, one: Explained): string | undefined =>
  originOf(one, 'UTC').facts.find(([own]) => own === name)?.[1];

describe('where a value comes from', () => {
  it('says the formula with its numbers, and that it gives the value', () => {
    const origin = originOf(explained, 'UTC');
    expect(origin.formula).toBe('hourly_var = high - low = 167.35 - 164.1 = 3.25');
    expect(origin.check).toBe('Computed again from the raw lines of its 3 base bars: the same value.');
  });

  it('says it where the formula gives something else, and what to do', () => {
    const origin = originOf({ ...explained, computed: 3.5, isReproduced: false }, 'UTC');
    expect(origin).toMatchObject({ isReproduced: false });
    expect(origin.check).toContain('it is 3.5. Run "tickerlake verify".');
  });

  it('shows the raw lines that decide the value, and all of them where none decides it alone', () => {
    const lines = (bars: Explained['bars']): string[] =>
      originOf({ ...explained, bars }, 'UTC').rawLines.map(({ place }) => place);
    expect(lines(explained.bars)).toEqual(['landing/nvda.ndjson.gz, line 45', 'landing/nvda.ndjson.gz, line 57']);
    expect(lines([bar(1, false), bar(2, false)])).toHaveLength(2);
    expect(lines([{ ...bar(1, true), raw: null }])).toEqual([]);
  });

  it.each([
    ['fetched', explained, '2026-11-23, 12:00'],
    ['request', explained, 'r1'],
    ['requests', { ...explained, bars: [bar(1, true), bar(2, true, null)] }, 'r1, without an id'],
    ['run', explained, 'RUN, source polygon, published'],
    ['rules', explained, '12 passed, 1 warned, 0 failed, 0 not evaluated; RowCount > 10: warned'],
    ['release', explained, '4, published 2026-11-23, 12:01'],
    ['split', { ...explained, splits: [{ executionDate: '2026-11-25', splitFrom: 1, splitTo: 10 }] }, '10 for 1 on'],
    [
      'corrected',
      {
        ...explained,
        corrections: [
          {
            runId: 'RUN2',
            correctedAt: '2026-11-24T12:00:00Z',
            start: '2026-11-20T20:30:00Z',
            oldHourlyVar: 3,
            newHourlyVar: 3.25,
          },
        ],
      },
      '2026-11-24, 12:00: hourly_var 3 became 3.25',
    ],
  ] satisfies [string, Explained, string][])('states: %s', (name, one, text) => {
    expect(fact(name, one)).toContain(text);
  });
});
