import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { gridPrices, gridReturns, type TimedBar } from './grid-prices.ts';
import { hourlyRealized } from './hourly-realized.ts';
import { bipowerVariation, jumpVariation, realizedVariance } from './realized-variance.ts';

const openMs = Date.parse('2026-05-29T13:30:00Z');
const session = (minutes: number) => ({ openMs, closeMs: openMs + minutes * 60_000 });
const minute = (at: number, price: number): TimedBar => ({
  startMs: openMs + at * 60_000,
  lengthMs: 60_000,
  open: price,
  high: price,
  low: price,
  close: price,
});

describe('the grid', () => {
  test.each([
    { name: 'a full session', minutes: 390, returns: 78, hours: 7 },
    { name: 'an early close', minutes: 210, returns: 42, hours: 4 },
    { name: 'a UTC day', minutes: 1_440, returns: 288, hours: 24 },
  ])('$name has $returns returns in $hours hours', ({ minutes, returns, hours }) => {
    const bars = Array.from({ length: minutes }, (_, at) => minute(at, 100));
    const grid = gridReturns(gridPrices(session(minutes), bars) ?? []);
    expect(grid).toHaveLength(returns);
    expect(hourlyRealized(grid)).toHaveLength(hours);
  });

  test.each([
    { name: 'starts at the open of the first bar', bars: [{ ...minute(0, 10), open: 9 }], prices: [9, 10, 10, 10] },
    {
      name: 'takes the last close at or before each point',
      bars: [minute(0, 10), minute(4, 11), minute(5, 12), minute(9, 13), minute(14, 14)],
      prices: [10, 11, 13, 14],
    },
    {
      name: 'repeats the last price over missing minutes',
      bars: [minute(1, 10), minute(13, 12)],
      prices: [10, 10, 10, 12],
    },
    {
      name: 'leaves a bar that ends after the point to the next one',
      bars: [minute(0, 10), { ...minute(4.5, 20), low: 10 }],
      prices: [10, 10, 20, 20],
    },
    {
      name: 'repeats the first open for a ticker that first trades late',
      bars: [minute(7, 10)],
      prices: [10, 10, 10, 10],
    },
  ])('$name', ({ bars, prices }) => {
    expect(gridPrices(session(15), bars)).toEqual(prices);
  });

  test.each([
    { name: 'no bars', bars: [] },
    { name: 'a price of zero', bars: [minute(0, 10), minute(4, 0)] },
    { name: 'a price that is not a number', bars: [minute(0, Number.NaN)] },
  ])('$name: no realized measure', ({ bars }) => {
    expect(gridPrices(session(15), bars)).toBeNull();
  });
});

describe('realized measures', () => {
  test('hand checks', () => {
    expectClose(realizedVariance([0.01, -0.02, 0.03]), 0.0014, 1e-12);
    expect(bipowerVariation([0.01, -0.02, 0.03])).toBeCloseTo(0.001256637, 9);
    const jump = [0, 0, 0.05, 0, 0];
    expectClose(realizedVariance(jump), 0.0025, 1e-12);
    expect(bipowerVariation(jump)).toBe(0);
    expectClose(jumpVariation(realizedVariance(jump), bipowerVariation(jump)), 0.0025, 1e-12);
    expect(jumpVariation(1, 2)).toBe(0);
  });

  test('hours add up to the session, for realized variance and bipower', () => {
    const returns = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), { minLength: 42, maxLength: 78 });
    fc.assert(
      fc.property(returns, (session) => {
        const hours = hourlyRealized(session);
        expectClose(
          hours.reduce((sum, hour) => sum + hour.realizedVar, 0),
          realizedVariance(session),
          1e-12,
        );
        expectClose(
          hours.reduce((sum, hour) => sum + hour.bipowerVar, 0),
          bipowerVariation(session),
          1e-12,
        );
        expect(bipowerVariation(session)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  test('scaling all prices changes nothing', () => {
    const bars = [minute(0, 10), minute(5, 12), minute(11, 11)];
    const tripled = bars.map((bar) => ({
      ...bar,
      open: 3 * bar.open,
      high: 3 * bar.high,
      low: 3 * bar.low,
      close: 3 * bar.close,
    }));
    const of = (all: readonly TimedBar[]) => realizedVariance(gridReturns(gridPrices(session(15), all) ?? []));
    expectClose(of(tripled), of(bars), 1e-12);
  });
});
