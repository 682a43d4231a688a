import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { rawLines } from '../ingest/raw-lines.ts';
import { assertBudget, BudgetError } from './assert-budget.ts';
import { costMarkdown } from './cost-markdown.ts';
import { costWorkloads } from './cost-workload.ts';
import { estimateMonth, estimateRun } from './estimate-cost.ts';
import { rowBytes, runFootprint } from './run-footprint.ts';

const [seven, fiveHundred, tenThousand] = costWorkloads;

describe('a month', () => {
  test('of seven tickers, hourly, costs less than a dollar', () => {
    expect(estimateMonth(seven).dollars).toBeLessThan(1);
  });

  test('is the sum of its lines, and of its runs and what is kept', () => {
    for (const workload of costWorkloads) {
      const { lines, dollars } = estimateMonth(workload);
      expect(dollars).toBeCloseTo(
        lines.reduce((sum, line) => sum + line.dollars, 0),
        12,
      );
      expect(dollars).toBeGreaterThanOrEqual(estimateRun(workload).dollars * workload.runsPerMonth);
    }
  });

  test('costs more with more tickers, history kept, runs and readers', () => {
    const base = estimateMonth(fiveHundred).dollars;
    for (const more of [{ tickers: 600 }, { sessionsKept: 504 }, { runsPerMonth: 42 }, { panelReads: 2_000 }]) {
      expect(estimateMonth({ ...fiveHundred, ...more }).dollars).toBeGreaterThan(base);
    }
  });
});

describe('a run', () => {
  test('costs the same however long the history is', () => {
    expect(estimateRun({ ...tenThousand, sessionsKept: 504 })).toEqual(estimateRun(tenThousand));
  });

  test('never scans less than ten megabytes a query', () => {
    for (const workload of costWorkloads)
      expect(runFootprint(workload).scannedBytes).toBeGreaterThanOrEqual(
        runFootprint(workload).queries * 10 * 1024 ** 2,
      );
  });
});

test('the bytes of a landed row are those of the rows that are written, within a quarter', () => {
  const fetchedAtMs = 1_790_000_000_000;
  const bars = Array.from({ length: 390 }, (_, minute) => {
    const price = 200 + Math.round(500 * Math.sin(minute / 40)) / 100;
    return {
      t: fetchedAtMs + minute * 60_000,
      o: price,
      h: price + 0.31,
      l: price - 0.27,
      c: price + 0.08,
      v: 40_000 + ((minute * 7_919) % 9_973),
      vw: price + 0.0123,
      n: 400 + ((minute * 31) % 97),
    };
  });
  const lines = rawLines(
    {
      ticker: 'AAPL',
      bars,
      barMs: 60_000,
      adjusted: false,
      requestId: 'b84e24636301f19f88e0dfbf9a45ed5c',
      fetchedAtMs,
    },
    bars,
    '01K0S5D7V9XJ4D2Z6R8W1T3Y5B',
  );
  expect(lines.length / 390 / rowBytes.json).toBeGreaterThan(0.75);
  expect(lines.length / 390 / rowBytes.json).toBeLessThan(1.25);
  expect(gzipSync(lines, { level: 1 }).length / 390 / rowBytes.gzip).toBeLessThan(1.25);
});

describe('a budget', () => {
  test('allows what it covers, and everything without a budget', () => {
    assertBudget(estimateRun(seven), 0.01);
    assertBudget(estimateRun(tenThousand), null);
  });

  test('rejects a run that costs more, and names the most expensive item', () => {
    expect(() => assertBudget(estimateRun(tenThousand), 0.01)).toThrow(BudgetError);
    expect(() => assertBudget(estimateRun(tenThousand), 0.01)).toThrow(
      /over the budget of \$0\.01.*Nothing was started/,
    );
  });
});

test('docs/cost.md is up to date', async () => {
  await expect(costMarkdown()).toMatchFileSnapshot(join(import.meta.dirname, '../../../../docs/cost.md'));
});
