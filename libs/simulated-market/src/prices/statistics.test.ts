import { describe, expect, it } from 'vitest';
import { createStockCalendar } from '@tickerlake/market-calendar';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { type AnsweredBar, askBars } from '../testing/ask-market.ts';

const market = createSimulatedMarket();
const MAGNIFICENT = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'];
const HALF_HOUR_MS = 1_800_000;
const sessions = createStockCalendar().sessions('2025-11-03', '2026-05-29');

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rangePercent({ h, l, o }: AnsweredBar): number {
  return (100 * (h - l)) / o;
}

/** Median range of all seven in the n-th half hour after the open. */
async function halfHourRanges(): Promise<readonly number[]> {
  const all = await Promise.all(
    MAGNIFICENT.map(async (ticker) =>
      askBars(market, `${ticker}/range/30/minute/2025-11-03/2026-05-29`, 'limit=50000'),
    ),
  );
  const byHalfHour = Array.from({ length: 13 }, (): number[] => []);
  for (const bars of all) {
    const byTime = new Map(bars.map((bar) => [bar.t, bar]));
    for (const { openMs, isEarlyClose } of sessions) {
      byHalfHour.forEach((ranges, index) => {
        const bar = byTime.get(openMs + index * HALF_HOUR_MS);
        if (bar !== undefined && !isEarlyClose) ranges.push(rangePercent(bar));
      });
    }
  }
  return byHalfHour.map(median);
}

describe('the day of the seven large stocks', () => {
  it('is U-shaped: volatile after the open, calm at lunch, livelier before the close', async () => {
    const ranges = await halfHourRanges();
    const [open = 0, lunch = 0, close = 0] = [ranges[0], ranges[6], ranges[12]];
    expect(open).toBeGreaterThan(2.2 * lunch);
    expect(close).toBeGreaterThan(1.15 * lunch);
    expect(open).toBeGreaterThan(1.8 * close);
    expect(Math.min(...ranges)).toBeGreaterThan(0.8 * lunch);
  });
});

describe.each(MAGNIFICENT)('%s', (ticker) => {
  it('has an hourly range of 0.5 to 1.5 % on average', async () => {
    const bars = await askBars(market, `${ticker}/range/1/hour/2025-11-03/2026-05-29`, 'limit=50000');
    const regular = bars.filter(({ t }) => sessions.some(({ openMs, closeMs }) => t >= openMs && t < closeMs));
    const average = mean(regular.map(rangePercent));
    expect(average).toBeGreaterThan(0.5);
    expect(average).toBeLessThan(1.5);
  });

  it('clusters calm days and volatile days', async () => {
    const days = await askBars(market, `${ticker}/range/1/day/2023-05-30/2026-05-29`, 'limit=50000');
    const logs = days.map((day) => Math.log(rangePercent(day)));
    const centre = mean(logs);
    const variance = mean(logs.map((log) => (log - centre) ** 2));
    const correlation = (lag: number) =>
      mean(logs.slice(lag).map((log, index) => (log - centre) * ((logs[index] ?? 0) - centre))) / variance;
    expect(correlation(1)).toBeGreaterThan(0.25);
    expect(correlation(5)).toBeGreaterThan(0.1);
    expect(correlation(150)).toBeLessThan(correlation(1) / 2);
  });

  it('costs a plausible price, and moves 1 to 4 % a day', async () => {
    const days = await askBars(market, `${ticker}/range/1/day/2024-06-10/2026-05-29`, 'limit=50000');
    const moves = days.slice(1).map((day, index) => day.c / (days[index]?.c ?? 1) - 1);
    const deviation = Math.sqrt(mean(moves.map((move) => move * move)));
    expect(deviation).toBeGreaterThan(0.01);
    expect(deviation).toBeLessThan(0.04);
    expect(Math.min(...days.map(({ l }) => l))).toBeGreaterThan(20);
    expect(Math.max(...days.map(({ h }) => h))).toBeLessThan(2000);
  });
});

describe('news', () => {
  it('make the price jump within one minute, on a few days of a hundred', async () => {
    const bars = await askBars(market, 'AAPL/range/1/minute/2025-11-03/2026-05-29', 'limit=50000');
    const byTime = new Map(bars.map((bar) => [bar.t, bar]));
    const largest = sessions.map(({ openMs, closeMs }) => {
      const moves = Array.from({ length: (closeMs - openMs) / 60_000 - 30 }, (_, minute) => {
        const bar = byTime.get(openMs + (minute + 30) * 60_000);
        return bar === undefined ? 0 : (100 * Math.abs(bar.c - bar.o)) / bar.o;
      });
      return Math.max(...moves) / median(moves);
    });
    const newsDays = largest.filter((ratio) => ratio > 12).length;
    expect(newsDays).toBeGreaterThan(1);
    expect(newsDays).toBeLessThan(sessions.length / 8);
  });
});

describe('regular minutes without a bar', () => {
  it.each([
    { ticker: 'KIMpL', least: 0.55, most: 0.8 },
    { ticker: 'SIM020', least: 0.55, most: 0.8 },
    { ticker: 'BRK.B', least: 0.01, most: 0.07 },
    { ticker: 'SIM010', least: 0.01, most: 0.07 },
    { ticker: 'AAPL', least: 0, most: 0 },
    { ticker: 'SIM001', least: 0, most: 0 },
    { ticker: 'SPY', least: 0, most: 0 },
  ])('of $ticker: from $least to $most of all', async ({ ticker, least, most }) => {
    const bars = await askBars(market, `${ticker}/range/1/minute/2026-05-01/2026-05-29`, 'limit=50000');
    const month = sessions.filter(({ tradingDate }) => tradingDate >= '2026-05-01');
    const present = month.map(({ openMs, closeMs }) => bars.filter(({ t }) => t >= openMs && t < closeMs).length);
    const share = 1 - present.reduce((sum, count) => sum + count, 0) / (month.length * 390);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });
});

describe('extended hours', () => {
  it.each([
    { ticker: 'AAPL', least: 730, most: 860 },
    { ticker: 'SIM001', least: 730, most: 860 },
    { ticker: 'KIMpL', least: 60, most: 200 },
  ])('$ticker has $least to $most minutes a session, all together', async ({ ticker, least, most }) => {
    const bars = await askBars(market, `${ticker}/range/1/minute/2026-05-18/2026-05-22`, 'limit=50000');
    expect(bars.length / 5).toBeGreaterThan(least);
    expect(bars.length / 5).toBeLessThan(most);
  });

  it('trades thinly', async () => {
    const bars = await askBars(market, 'AAPL/range/1/hour/2026-05-20/2026-05-20');
    const [openMs, closeMs] = [Date.parse('2026-05-20T13:00Z'), Date.parse('2026-05-20T20:00Z')];
    const outside = bars.filter(({ t }) => t < openMs || t >= closeMs).map(({ v = 0 }) => v);
    const inside = bars.filter(({ t }) => t >= openMs && t < closeMs).map(({ v = 0 }) => v);
    expect(median(outside)).toBeLessThan(median(inside) / 5);
  });
});
