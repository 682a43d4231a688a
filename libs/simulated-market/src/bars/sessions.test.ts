import { createStockCalendar } from '@tickerlake/market-calendar';
import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { type AnsweredBar, askBars } from '../testing/ask-market.ts';

const NOW_MS = Date.parse('2027-01-02T00:00Z');
const market = createSimulatedMarket({ nowMs: () => NOW_MS });
const calendar = createStockCalendar();
const MAGNIFICENT = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'META', 'TSLA'];

function within(bars: readonly AnsweredBar[], fromMs: number, toMs: number): readonly AnsweredBar[] {
  return bars.filter(({ t }) => t >= fromMs && t < toMs);
}

describe.each(MAGNIFICENT)('%s', (ticker) => {
  it('has every regular minute of a month with a holiday', async () => {
    const bars = await askBars(market, `${ticker}/range/1/minute/2026-05-01/2026-05-31`, 'limit=50000');
    for (const { openMs, closeMs } of calendar.sessions('2026-05-01', '2026-05-31')) {
      const regular = within(bars, openMs, closeMs);
      expect(regular.map(({ t }) => t)).toEqual(Array.from({ length: 390 }, (_, minute) => openMs + minute * 60_000));
    }
  });
});

describe('a year of AAPL', () => {
  it('has as many regular minutes as the calendar, early closes and both time changes included', async () => {
    const bars = await askBars(market, 'AAPL/range/1/minute/2026-01-01/2026-12-31', 'limit=50000');
    const starts = new Set(bars.map(({ t }) => t));
    const counts = calendar.sessions('2026-01-01', '2026-12-31').map(({ openMs, closeMs }) => {
      const minutes = Array.from({ length: (closeMs - openMs) / 60_000 }, (_, minute) => openMs + minute * 60_000);
      return minutes.filter((minuteMs) => starts.has(minuteMs)).length;
    });
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(97_530);
    expect(counts.filter((count) => count === 210)).toHaveLength(2);
    expect(counts.filter((count) => count === 390)).toHaveLength(249);
  });
});

describe('bars are inside sessions', () => {
  it.each(['AAPL', 'KIMpL', 'BRK.B', 'I:NDX', 'SIM010'])('%s', async (ticker) => {
    const bars = await askBars(market, `${ticker}/range/5/minute/2026-10-26/2026-12-31`, 'limit=50000');
    const sessions = calendar.sessions('2026-10-26', '2026-12-31');
    const inside = sessions.flatMap(({ preOpenMs, postCloseMs }) => within(bars, preOpenMs, postCloseMs));
    expect(bars.length).toBeGreaterThan(sessions.length);
    expect(inside).toHaveLength(bars.length);
  });
});

describe('trap days', () => {
  it.each([
    { name: 'early close', date: '2026-11-27', first: '2026-11-27T14:30Z', last: '2026-11-27T17:59Z', count: 210 },
    {
      name: 'last session before the autumn change',
      date: '2026-10-30',
      first: '2026-10-30T13:30Z',
      last: '2026-10-30T19:59Z',
      count: 390,
    },
    {
      name: 'first session after it',
      date: '2026-11-02',
      first: '2026-11-02T14:30Z',
      last: '2026-11-02T20:59Z',
      count: 390,
    },
    {
      name: 'last session before the spring change',
      date: '2026-03-06',
      first: '2026-03-06T14:30Z',
      last: '2026-03-06T20:59Z',
      count: 390,
    },
    {
      name: 'first session after it',
      date: '2026-03-09',
      first: '2026-03-09T13:30Z',
      last: '2026-03-09T19:59Z',
      count: 390,
    },
  ])('$name $date', async ({ date, first, last, count }) => {
    const bars = await askBars(market, `I:NDX/range/1/minute/${date}/${date}`);
    expect(bars[0]?.t).toBe(Date.parse(first));
    expect(bars.at(-1)?.t).toBe(Date.parse(last));
    expect(bars).toHaveLength(count);
  });

  it.each(['2026-07-03', '2026-05-25', '2025-01-09', '2026-05-23', '2026-05-24'])('closed on %s', async (date) => {
    expect(await askBars(market, `AAPL/range/1/minute/${date}/${date}`)).toEqual([]);
    expect(await askBars(market, `AAPL/range/1/day/${date}/${date}`)).toEqual([]);
  });

  it('ends the extended day at 17:00 after an early close', async () => {
    const bars = await askBars(market, 'AAPL/range/1/hour/2026-11-27/2026-11-27', 'limit=50000');
    expect(bars).toHaveLength(13);
  });
});

describe('crypto', () => {
  it('trades every minute of every UTC day, weekends and time changes included', async () => {
    const bars = await askBars(market, 'X:BTCUSD/range/1/minute/2026-03-07/2026-03-09', 'limit=50000');
    expect(bars.map(({ t }) => t)).toEqual(
      Array.from({ length: 3 * 1440 }, (_, minute) => Date.parse('2026-03-07T00:00Z') + minute * 60_000),
    );
  });
});

describe('listing', () => {
  it.each([
    { ticker: 'SIM500', range: '2025-10-27/2025-11-07', first: '2025-11-03', last: '2025-11-07' },
    { ticker: 'SIMX', range: '2024-10-07/2024-10-18', first: '2024-10-07', last: '2024-10-11' },
  ])('$ticker trades from $first to $last', async ({ ticker, range, first, last }) => {
    const bars = await askBars(market, `${ticker}/range/1/day/${range}`);
    const dates = bars.map(({ t }) => new Date(t).toISOString().slice(0, 10));
    expect([dates[0], dates.at(-1)]).toEqual([first, last]);
  });
});
