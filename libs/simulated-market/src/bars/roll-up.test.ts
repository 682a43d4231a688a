import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { type AnsweredBar, askBars } from '../testing/ask-market.ts';

const market = createSimulatedMarket();
const VOLUME_UNITS = 1e8;

/** Sums that do not lose a share: in the smallest unit of any volume. */
function sumOf(bars: readonly AnsweredBar[], field: 'v' | 'n'): number {
  return bars.reduce((sum, bar) => sum + Math.round((bar[field] ?? 0) * VOLUME_UNITS), 0) / VOLUME_UNITS;
}

function rollUp(t: number, bars: readonly AnsweredBar[]): object {
  return {
    t,
    o: bars[0]?.o,
    h: Math.max(...bars.map(({ h }) => h)),
    l: Math.min(...bars.map(({ l }) => l)),
    c: bars.at(-1)?.c,
    v: sumOf(bars, 'v'),
    n: sumOf(bars, 'n'),
  };
}

function groupBy(bars: readonly AnsweredBar[], startOf: (t: number) => number): Map<number, AnsweredBar[]> {
  const groups = new Map<number, AnsweredBar[]>();
  for (const bar of bars) groups.set(startOf(bar.t), [...(groups.get(startOf(bar.t)) ?? []), bar]);
  return groups;
}

function withoutAverage(bar: AnsweredBar): object {
  const { t, o, h, l, c, v = 0, n = 0 } = bar;
  return { t, o, h, l, c, v: Math.round(v * VOLUME_UNITS) / VOLUME_UNITS, n };
}

const TICKERS = ['AAPL', 'NVDA', 'KIMpL', 'I:NDX', 'X:ETHUSD', 'SIM003'];

describe.each(TICKERS)('%s', (ticker) => {
  it.each([
    { longer: '1/hour', lengthMs: 3_600_000 },
    { longer: '15/minute', lengthMs: 900_000 },
  ])('$longer bars are the roll-up of minutes', async ({ longer, lengthMs }) => {
    const days = '2026-02-12/2026-02-17';
    const minutes = await askBars(market, `${ticker}/range/1/minute/${days}`, 'limit=50000');
    const bars = await askBars(market, `${ticker}/range/${longer}/${days}`, 'limit=50000');
    const groups = groupBy(minutes, (t) => t - (t % lengthMs));
    expect(bars.length).toBeGreaterThan(10);
    expect(bars.map(withoutAverage)).toEqual([...groups].map(([t, group]) => rollUp(t, group)));
  });

  it('minutes are the roll-up of seconds', async () => {
    const span = `${Date.parse('2026-05-20T13:30Z')}/${Date.parse('2026-05-20T13:59:59.999Z')}`;
    const minutes = await askBars(market, `${ticker}/range/1/minute/${span}`, 'limit=50000');
    const seconds = await askBars(market, `${ticker}/range/1/second/${span}`, 'limit=50000');
    const groups = groupBy(seconds, (t) => t - (t % 60_000));
    expect(minutes.length).toBeGreaterThan(3);
    expect([...groups].map(([t, group]) => rollUp(t, group))).toEqual(minutes.map(withoutAverage));
  });

  it('months are the roll-up of days', async () => {
    const days = await askBars(market, `${ticker}/range/1/day/2026-03-01/2026-04-30`, 'limit=50000');
    const months = await askBars(market, `${ticker}/range/1/month/2026-03-01/2026-04-30`, 'limit=50000');
    const groups = groupBy(days, (t) => (t < (months[1]?.t ?? 0) ? (months[0]?.t ?? 0) : (months[1]?.t ?? 0)));
    expect(months).toHaveLength(2);
    const rounded = ({ v, ...rest }: { v: number }) => ({ ...rest, v: Number(v.toPrecision(12)) });
    const expected = [...groups].map(([t, group]) => rollUp(t, group) as { v: number });
    expect(months.map((bar) => rounded(withoutAverage(bar) as { v: number }))).toEqual(expected.map(rounded));
  });
});

describe('day bars', () => {
  it('take prices from regular minutes, volume and trades from all', async () => {
    const minutes = await askBars(market, 'AAPL/range/1/minute/2026-05-20/2026-05-20', 'limit=50000');
    const [day] = await askBars(market, 'AAPL/range/1/day/2026-05-20/2026-05-20');
    const [openMs, closeMs] = [Date.parse('2026-05-20T13:30Z'), Date.parse('2026-05-20T20:00Z')];
    const regular = rollUp(
      day?.t ?? 0,
      minutes.filter(({ t }) => t >= openMs && t < closeMs),
    );
    expect(day).toMatchObject({ ...regular, v: sumOf(minutes, 'v'), n: sumOf(minutes, 'n') });
  });
});

describe('average prices', () => {
  it('of hours are the volume-weighted average of their minutes, to four decimals', async () => {
    const span = `${Date.parse('2026-05-20T15:00Z')}/${Date.parse('2026-05-20T15:59Z')}`;
    const minutes = await askBars(market, `AAPL/range/1/minute/${span}`);
    const [hour] = await askBars(market, `AAPL/range/1/hour/${span}`);
    const traded = minutes.reduce((sum, { v = 0, vw = 0 }) => sum + v * vw, 0);
    expect(Math.abs((hour?.vw ?? 0) - traded / sumOf(minutes, 'v'))).toBeLessThan(0.000_051);
  });
});
