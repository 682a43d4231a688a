import { describe, expect, test } from 'vitest';
import { barsPerYear } from './annualise.ts';
import { garmanKlass } from './estimators/garman-klass.ts';
import { parkinson } from './estimators/parkinson.ts';
import { rogersSatchell } from './estimators/rogers-satchell.ts';
import { expectClose } from './testing/expect-close.ts';
import { absentVectors, readVectors } from './testing/vectors.ts';
import { averageTrueRange, percentOfClose } from './windows/average-true-range.ts';
import { closeToClose } from './windows/close-to-close.ts';
import { gkYangZhangTerms } from './windows/gk-yang-zhang.ts';
import { rollingVolatility } from './windows/rolling-volatility.ts';
import { trueRanges } from './windows/true-range.ts';
import { yangZhang } from './windows/yang-zhang.ts';

const vectors = readVectors(process.env['CI']);
const bars = vectors?.bars ?? [];
const year = barsPerYear.sessions;
const roll = (term: (bar: (typeof bars)[number]) => number | null, n: number, barsAYear: number): (number | null)[] =>
  rollingVolatility(bars.map(term), n, barsAYear);

describe.skipIf(vectors === null)(
  `the vectors of TA-Lib's corpus (${vectors === null ? absentVectors : '51 bars'})`,
  () => {
    test.each([
      { column: 'tr', values: () => trueRanges(bars) },
      { column: 'atr14', values: () => averageTrueRange(bars, 14) },
      { column: 'rs10_A252', values: () => roll(rogersSatchell.value, 10, year) },
      { column: 'gk10_A252', values: () => roll(garmanKlass.value, 10, year) },
      { column: 'pk10_A252', values: () => roll(parkinson.value, 10, year) },
      { column: 'yz10_A252', values: () => yangZhang(bars, 10, year) },
    ])('$column is equal on every bar, to 1e-12', ({ column, values }) => {
      const expected = vectors?.column(column) ?? [];
      expect(expected).toHaveLength(51);
      values().forEach((value, bar) => expectClose(value, expected[bar] ?? null, 1e-12, `${column} of bar ${bar}`));
    });

    // TA-Lib prints few digits of some values: the tolerance is half of the last digit, or its own.
    test.each([
      {
        name: 'Rogers-Satchell n = 10, A = 1',
        values: () => roll(rogersSatchell.value, 10, 1),
        relative: 1e-12,
        at: { 9: 0.017975900777358125, 10: 0.018397071908132254, 50: 0.01644760314693925 },
      },
      {
        name: 'Rogers-Satchell n = 10, A = 252',
        values: () => roll(rogersSatchell.value, 10, year),
        relative: 1e-12,
        at: { 9: 0.28535857829557354 },
      },
      {
        name: 'Rogers-Satchell n = 20, A = 1',
        values: () => roll(rogersSatchell.value, 20, 1),
        relative: 1e-12,
        at: { 19: 0.021118612248610193 },
      },
      {
        name: 'Rogers-Satchell n = 1, A = 1',
        values: () => roll(rogersSatchell.value, 1, 1),
        relative: 1e-12,
        at: { 0: 0.017612307025905667, 26: 0 },
      },
      {
        name: 'ATR(14)',
        values: () => averageTrueRange(bars, 14),
        relative: 3e-3,
        at: { 14: 3.578, 15: 3.4876, 16: 3.55, 26: 3.245, 27: 3.394, 28: 3.413 },
      },
      { name: 'true range', values: () => trueRanges(bars), relative: 1e-12, at: { 1: 3.535, 13: 9.685, 41: 5.125 } },
      {
        name: 'NATR(14)',
        values: () => percentOfClose(averageTrueRange(bars, 14), bars),
        relative: 2e-5,
        at: { 14: 3.9321, 15: 3.7576 },
      },
      {
        name: 'close-to-close',
        values: () => closeToClose(bars, 10, year),
        relative: 2e-8,
        at: { 10: 0.36085667, 20: 0.56614652, 50: 0.33162764 },
      },
      {
        name: 'GK-Yang-Zhang',
        values: () => rollingVolatility(gkYangZhangTerms(bars), 10, year),
        relative: 2e-8,
        at: { 10: 0.3253938, 20: 0.50808028, 50: 0.34390137 },
      },
    ])('$name matches the external values', ({ name, values, relative, at }) => {
      const series = values();
      for (const [bar, expected] of Object.entries(at))
        expectClose(series[Number(bar)], expected, relative, `${name} of bar ${bar}`);
    });

    test('a bar that only rises has a Rogers-Satchell term of exactly 0', () => {
      expect(bars[26] && rogersSatchell.value(bars[26])).toBe(0);
    });
  },
);
