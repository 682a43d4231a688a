import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annualise, annualiseByTime, barsPerYear } from './annualise.ts';
import type { Bar } from './bar.ts';
import { barEstimators } from './estimators/index.ts';
import { coherentBar, coherentBars } from './testing/arbitrary-bars.ts';
import { expectClose } from './testing/expect-close.ts';
import { averageTrueRange, meanTrueRange } from './windows/average-true-range.ts';
import { closeToClose } from './windows/close-to-close.ts';
import { gkYangZhangTerms } from './windows/gk-yang-zhang.ts';
import { rollingVolatility } from './windows/rolling-volatility.ts';
import { trueRanges } from './windows/true-range.ts';
import { yangZhang } from './windows/yang-zhang.ts';

/** Scaling by a power of two is exact, so price ratios do not change. */
const powerOfTwo = fc.integer({ min: -7, max: 7 }).map((exponent) => 2 ** exponent);
const runs = { numRuns: 60 };
const variances = barEstimators.filter((estimator) => estimator.unit === 'variance');
const scale = (bar: Bar, by: number): Bar => ({
  open: bar.open * by,
  high: bar.high * by,
  low: bar.low * by,
  close: bar.close * by,
});
const last = (values: readonly (number | null)[]): number | null => values.at(-1) ?? null;
// Logarithms of differently rounded ratios: the tolerance is 1e-12 of the price, not of a tiny estimate.
const near = (actual: number | null, expected: number | null): void => {
  expect(Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN))).toBeLessThanOrEqual(
    1e-9 * Math.max(Math.abs(expected ?? 0), 1e-4),
  );
};

/** Annualised measures of sessions. */
const sessionMeasures: readonly {
  readonly name: string;
  readonly of: (bars: readonly (Bar | null)[], n: number, barsAYear: number) => (number | null)[];
}[] = [
  ...variances.map((estimator) => ({
    name: estimator.name,
    of: (bars: readonly (Bar | null)[], n: number, barsAYear: number) =>
      rollingVolatility(
        bars.map((bar) => bar && estimator.value(bar)),
        n,
        barsAYear,
      ),
  })),
  { name: 'GK-Yang-Zhang', of: (bars, n, barsAYear) => rollingVolatility(gkYangZhangTerms(bars), n, barsAYear) },
  { name: 'Yang-Zhang', of: yangZhang },
  { name: 'close-to-close', of: closeToClose },
];

describe.each(sessionMeasures)('$name', ({ name, of }) => {
  test('does not change when prices are scaled, and doubles when a year has four times as many bars', () => {
    fc.assert(
      fc.property(coherentBars(7), powerOfTwo, (bars, by) => {
        expect(
          last(
            of(
              bars.map((bar) => scale(bar, by)),
              6,
              252,
            ),
          ),
        ).toBe(last(of(bars, 6, 252)));
        expectClose(last(of(bars, 6, 1008)), 2 * (last(of(bars, 6, 252)) ?? 0), 1e-12);
      }),
      runs,
    );
  });

  test('keeps its variance at any scale; because of rounding, a tiny root may differ', () => {
    fc.assert(
      fc.property(coherentBars(7), fc.double({ min: 0.01, max: 100, noNaN: true }), (bars, by) => {
        const variance = (last(of(bars, 6, 252)) ?? Number.NaN) ** 2;
        expect(
          Math.abs(
            (last(
              of(
                bars.map((bar) => scale(bar, by)),
                6,
                252,
              ),
            ) ?? Number.NaN) **
              2 -
              variance,
          ),
        ).toBeLessThanOrEqual(1e-12 * Math.max(variance, 1));
      }),
      runs,
    );
  });

  test('is 0 on flat bars, and null while the window has a missing bar', () => {
    const flat: (Bar | null)[] = Array.from({ length: 9 }, () => ({ open: 5, high: 5, low: 5, close: 5 }));
    expect(last(of(flat, 4, 252))).toBe(0);
    const holed = flat.map((bar, index) => (index === 4 ? null : bar));
    const crossesNight = !['pk', 'gk', 'rs'].includes(name);
    expect(of(holed, 3, 252).map((value) => value === null)).toEqual([
      true,
      true,
      crossesNight,
      false,
      true,
      true,
      true,
      crossesNight,
      false,
    ]);
  });

  test('gives the same values on a concatenation as on each part, except at the join', () => {
    fc.assert(
      fc.property(coherentBars(8), coherentBars(8), (left, right) => {
        const whole = of([...left, ...right], 3, 252);
        expect(whole.slice(0, 8)).toEqual(of(left, 3, 252));
        expect(whole.slice(11)).toEqual(of(right, 3, 252).slice(3));
      }),
      runs,
    );
  });
});

/** Its extremes differ by a few units in the last place, so that their logarithms are mostly rounding. */
const unitsApart = {
  open: 0.011999999999999986,
  high: 0.011999999999999986,
  low: 0.011999999999999978,
  close: 0.011999999999999978,
};

describe.each(variances)('$name of a bar', ({ value }) => {
  test('is never negative, and unchanged when open and close are swapped or prices inverted', () => {
    fc.assert(
      fc.property(coherentBar, (bar) => {
        expect(value(bar)).toBeGreaterThanOrEqual(0);
        near(value({ ...bar, open: bar.close, close: bar.open }), value(bar));
        near(value({ open: 1 / bar.open, high: 1 / bar.low, low: 1 / bar.high, close: 1 / bar.close }), value(bar));
      }),
      { ...runs, examples: [[unitsApart]] },
    );
  });

  test('does not depend on the order of bars in a window', () => {
    fc.assert(
      fc.property(coherentBars(6), (bars) => {
        const of = (order: readonly Bar[]) => last(rollingVolatility(order.map(value), 6, 252));
        near(of([...bars].reverse()), of(bars));
      }),
      runs,
    );
  });
});

test('Yang-Zhang and true range depend on the order of bars', () => {
  const bars = [
    { open: 10, high: 11, low: 9, close: 10.5 },
    { open: 12, high: 13, low: 12, close: 12.5 },
    { open: 11, high: 12, low: 10, close: 10 },
  ];
  expect(last(yangZhang([...bars].reverse(), 2, 252))).not.toBeCloseTo(last(yangZhang(bars, 2, 252)) ?? 0, 6);
  expect(trueRanges([...bars].reverse())).not.toEqual(trueRanges(bars));
});

test('hourly_var, true range and ATR scale with the price', () => {
  fc.assert(
    fc.property(coherentBars(8), fc.integer({ min: 1, max: 10 }), (bars, exponent) => {
      const by = 2 ** exponent;
      const scaled = bars.map((bar) => scale(bar, by));
      for (const of of [
        trueRanges,
        (all: readonly Bar[]) => averageTrueRange(all, 3),
        (all: readonly Bar[]) => meanTrueRange(all, 3),
        (all: readonly Bar[]) => all.map((bar) => bar.high - bar.low),
      ]) {
        expect(of(scaled)).toEqual(of(bars).map((value) => (value === null ? null : value * by)));
      }
    }),
    runs,
  );
});

test.each([
  { name: 'pure rise', bar: { open: 1, low: 1, high: 2, close: 2 } },
  { name: 'pure fall', bar: { open: 2, low: 1, high: 2, close: 1 } },
])('Rogers-Satchell is 0 on a $name', ({ bar }) => {
  expect(barEstimators.find((estimator) => estimator.name === 'rs')?.value(bar)).toBe(0);
});

test('time weights equal 252 x 7 on whole sessions, and are correct with an early close', () => {
  const full = [60, 60, 60, 60, 60, 60, 30].map((minutes, hour) => ({ minutes, variance: 1e-5 * (hour + 1) }));
  const mean = full.reduce((sum, bar) => sum + bar.variance, 0) / 7;
  expectClose(annualiseByTime(full, barsPerYear.regularMinutes), annualise(mean, barsPerYear.alignedHours), 1e-12);
  const sameRate = [60, 60, 60, 30].map((minutes) => ({ minutes, variance: minutes * 1e-7 }));
  expectClose(annualiseByTime(sameRate, barsPerYear.regularMinutes), Math.sqrt(98_280 * 1e-7), 1e-12);
  expect(annualiseByTime([], barsPerYear.regularMinutes)).toBeNull();
});
