import { describe, expect, it } from 'vitest';
import { createSimulatedMarket } from '../create-simulated-market.ts';
import { type AnsweredBar, askBars } from '../testing/ask-market.ts';
import { createSplitLedger } from './split-ledger.ts';
import { toDayNumber } from '../calendar/civil-day.ts';

const market = createSimulatedMarket();
const round4 = (value: number) => Math.round(value * 1e4) / 1e4;

function scaled({ t, o, h, l, c, v = 0 }: AnsweredBar, price: number, volume: number): object {
  return {
    t,
    o: round4(o * price),
    h: round4(h * price),
    l: round4(l * price),
    c: round4(c * price),
    v: Math.round(v * volume),
  };
}

const DAYS = '2026-05-14/2026-05-19';
const BEFORE_MS = Date.parse('2026-05-18T04:00Z');

describe('a 4 for 1 split of SIM002 on 2026-05-18', () => {
  it('divides earlier prices by four and multiplies their volume, and leaves later bars alone', async () => {
    const traded = await askBars(market, `SIM002/range/1/hour/${DAYS}`, 'adjusted=false');
    const adjusted = await askBars(market, `SIM002/range/1/hour/${DAYS}`, 'adjusted=true');
    const expected = traded.map((bar) => (bar.t < BEFORE_MS ? scaled(bar, 0.25, 4) : scaled(bar, 1, 1)));
    expect(adjusted.map((bar) => scaled(bar, 1, 1))).toEqual(expected);
  });

  it('makes unadjusted prices jump and adjusted ones not', async () => {
    const jump = async (adjusted: boolean) => {
      const bars = await askBars(market, 'SIM002/range/1/day/2026-05-15/2026-05-18', `adjusted=${adjusted}`);
      return (bars[1]?.o ?? 0) / (bars[0]?.c ?? 1);
    };
    expect(await jump(false)).toBeCloseTo(0.25, 1);
    expect(await jump(true)).toBeGreaterThan(0.93);
    expect(await jump(true)).toBeLessThan(1.07);
  });

  it('rewrites history only once it has been executed', async () => {
    const range = 'SIM002/range/1/day/2026-05-11/2026-05-15';
    const eve = createSimulatedMarket({ nowMs: () => Date.parse('2026-05-18T03:59Z') });
    const day = createSimulatedMarket({ nowMs: () => Date.parse('2026-05-18T04:01Z') });
    const unadjusted = await askBars(day, range, 'adjusted=false');
    expect(await askBars(eve, range, 'adjusted=true')).toEqual(unadjusted);
    expect(await askBars(eve, range, 'adjusted=false')).toEqual(unadjusted);
    expect((await askBars(day, range, 'adjusted=true')).map(({ c }) => c)).toEqual(
      unadjusted.map(({ c }) => round4(c / 4)),
    );
  });
});

describe('a reverse split of SIM003, 8 to 1, on 2026-02-17', () => {
  it('multiplies earlier prices by eight', async () => {
    const range = 'SIM003/range/1/minute/2026-02-13/2026-02-13';
    const traded = await askBars(market, range, 'adjusted=false');
    const adjusted = await askBars(market, range);
    expect(adjusted.map(({ c }) => c)).toEqual(traded.map(({ c }) => round4(c * 8)));
    expect(adjusted.every(({ v = 0 }) => v >= 1)).toBe(true);
  });
});

describe('createSplitLedger', () => {
  const ledger = createSplitLedger([
    { ticker: 'A', executionDate: '2026-03-02', splitFrom: 2, splitTo: 3 },
    { ticker: 'A', executionDate: '2025-03-03', splitFrom: 1, splitTo: 4 },
    { ticker: 'B', executionDate: '2025-03-03', splitFrom: 10, splitTo: 1 },
  ]);

  it.each([
    {
      name: 'both splits before the first',
      ticker: 'A',
      day: '2025-03-02',
      last: '2026-12-31',
      expected: { from: 2, to: 12 },
    },
    {
      name: 'the second on the day of the first',
      ticker: 'A',
      day: '2025-03-03',
      last: '2026-12-31',
      expected: { from: 2, to: 3 },
    },
    {
      name: 'the first as long as the second is to come',
      ticker: 'A',
      day: '2025-03-02',
      last: '2026-03-01',
      expected: { from: 1, to: 4 },
    },
    { name: 'none after the last', ticker: 'A', day: '2026-03-02', last: '2026-12-31', expected: { from: 1, to: 1 } },
    {
      name: 'none of another ticker',
      ticker: 'C',
      day: '2020-01-02',
      last: '2026-12-31',
      expected: { from: 1, to: 1 },
    },
  ])('$name', ({ ticker, day, last, expected }) => {
    expect(ledger.ratio(ticker, toDayNumber(day), toDayNumber(last))).toEqual(expected);
  });

  it('applies a duplicate row once and keeps it in the list', () => {
    const row = { ticker: 'A', executionDate: '2026-03-02', splitFrom: 2, splitTo: 3 };
    const twice = createSplitLedger([row, row]);
    expect(twice.ratio('A', toDayNumber('2026-03-01'), Infinity)).toEqual({ from: 2, to: 3 });
    expect(twice.splits).toHaveLength(2);
  });

  it('accepts splits as an option', async () => {
    const own = createSimulatedMarket({
      splits: [{ ticker: 'AAPL', executionDate: '2026-05-20', splitFrom: 1, splitTo: 2 }],
    });
    const [before, after] = await askBars(own, 'AAPL/range/1/day/2026-05-19/2026-05-20', 'adjusted=false');
    expect((after?.o ?? 0) / (before?.c ?? 1)).toBeCloseTo(0.5, 1);
  });
});
