import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { type AnsweredBar, ask, askBars, askPage } from '../testing/ask-market.ts';

const market = createSimulatedMarket();
const TICKERS = ['AAPL', 'NVDA', 'TSLA', 'SPY', 'KIMpL', 'BRK.B', 'I:NDX', 'X:BTCUSD', 'SIM002', 'SIM003', 'SIM020'];

function incoherent({ o, h, l, c }: AnsweredBar): boolean {
  return !(l > 0 && l <= Math.min(o, c) && h >= Math.max(o, c));
}

describe.each(TICKERS)('%s', (ticker) => {
  it.each(['true', 'false'])('is coherent and in order, adjusted=%s', async (adjusted) => {
    const bars = await askBars(
      market,
      `${ticker}/range/1/minute/2026-02-10/2026-02-20`,
      `adjusted=${adjusted}&limit=50000`,
    );
    expect(bars.length).toBeGreaterThan(100);
    expect(bars.filter(incoherent)).toEqual([]);
    expect(bars.filter(({ t }, index) => t <= (bars[index - 1]?.t ?? 0))).toEqual([]);
  });

  it('prints at most four decimals of prices', async () => {
    const bars = await askBars(market, `${ticker}/range/1/minute/2026-05-20/2026-05-20`);
    const prices = bars.flatMap(({ o, h, l, c }) => [o, h, l, c]);
    expect(prices.filter((price) => Math.round(price * 1e4) / 1e4 !== price)).toEqual([]);
  });
});

describe('continuity', () => {
  it('opens a minute within two cents of the close before it, when there was one', async () => {
    const bars = await askBars(market, 'AAPL/range/1/minute/2026-05-20/2026-05-20', 'limit=50000');
    const steps = bars.slice(1).flatMap((bar, index) => {
      const before = bars[index];
      return before !== undefined && bar.t - before.t === 60_000 ? [Math.abs(bar.o - before.c)] : [];
    });
    expect(steps.length).toBeGreaterThan(390);
    expect(Math.max(...steps)).toBeLessThan(0.021);
  });

  it('moves between days by nights, not by leaps', async () => {
    const days = await askBars(market, 'AAPL/range/1/day/2024-01-01/2026-05-29');
    const gaps = days.slice(1).map((day, index) => Math.abs(day.o / (days[index]?.c ?? 1) - 1));
    expect(Math.max(...gaps)).toBeLessThan(0.08);
  });

  it('lets QQQ follow I:NDX', async () => {
    const range = 'range/1/hour/2026-05-18/2026-05-22';
    const [fund, index] = [await askBars(market, `QQQ/${range}`), await askBars(market, `I:NDX/${range}`)];
    const byTime = new Map(fund.map((bar) => [bar.t, bar]));
    const ratios = index.map((bar) => bar.c / (byTime.get(bar.t)?.c ?? 1));
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(1.0002);
  });
});

describe('fields', () => {
  it('of an index leave out v, vw, n, adjusted and resultsCount', async () => {
    const text = await (await ask(market, '/v2/aggs/ticker/I:NDX/range/1/hour/2026-05-20/2026-05-20')).text();
    expect(text).not.toMatch(/"(v|vw|n|adjusted|resultsCount)":/);
    expect(text).toContain('"count":7');
  });

  it('of some tickers have fractional volumes', async () => {
    const [nvidia, apple] = await Promise.all(
      ['NVDA', 'AAPL'].map(async (ticker) => askBars(market, `${ticker}/range/1/minute/2026-05-20/2026-05-20`)),
    );
    expect(nvidia?.filter(({ v = 0 }) => !Number.isInteger(v)).length).toBeGreaterThan(300);
    expect(apple?.every(({ v = 0 }) => Number.isInteger(v))).toBe(true);
  });

  it('print large day volumes with an exponent', async () => {
    const text = await (await ask(market, '/v2/aggs/ticker/AAPL/range/1/day/2026-05-20/2026-05-20')).text();
    expect(text).toMatch(/"v":\d\.\d+e\+07,/);
  });

  it('place some average prices outside the range in extended hours only', async () => {
    const { results = [] } = await askPage(market, 'AAPL/range/1/minute/2026-05-20/2026-05-20?limit=50000');
    const odd = results.filter(({ vw = 0, h, l }) => vw > h || vw < l);
    const [openMs, closeMs] = [Date.parse('2026-05-20T13:30Z'), Date.parse('2026-05-20T20:00Z')];
    expect(odd.length).toBeGreaterThan(5);
    expect(odd.filter(({ t }) => t >= openMs && t < closeMs)).toEqual([]);
  });
});
