import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTimes, axisValues, formatValue, zoneTime } from './format-value.ts';

test.each([
  [1.5, 'currencyUSD', 2, '$1.50'],
  [0.567, 'percent', 2, '0.57 %'],
  [90, 'm', 0, '90 min'],
  [180, 'm', 0, '3.0 h'],
  [5_760, 'm', 0, '4.0 days'],
  [0.985, 'percentunit', 1, '98.5 %'],
  [1.26, 's', 1, '1.3 s'],
  [300, 's', 1, '5.0 min'],
  [0, 'bytes', undefined, '0 B'],
  [1_536, 'bytes', undefined, '1.5 KiB'],
  [Date.UTC(2026, 0, 5, 14, 30), 'dateTimeAsIso', undefined, '2026-01-05, 09:30'],
  [0.0000123456, 'none', undefined, '1.23e-5'],
  [-0.00098765, undefined, undefined, '-0.000988'],
  [1e-30, 'none', undefined, '1e-30'],
  [0.000_4, 'percent', 2, '0.0004 %'],
  [0.000_000_4, 'currencyUSD', 2, '$4e-7'],
  [-0.004, 'percent', 2, '-0.004 %'],
  [0.006, 'percent', 2, '0.01 %'],
  [12.34567, 'none', undefined, '12.346'],
  [0, 'none', undefined, '0'],
  [0.00001, 'percentunit', undefined, '0.001 %'],
  [Infinity, 'none', undefined, '∞'],
  [null, 'percent', 2, '-'],
  [true, undefined, undefined, 'yes'],
  ['AAPL', undefined, undefined, 'AAPL'],
])('%s in %s with %s decimals is %s', (value, unit, decimals, text) => {
  expect(formatValue(value, unit, decimals)).toBe(text);
});

test.each([
  [Date.UTC(2026, 0, 5, 14, 30), '2026-01-05, 09:30'],
  [Date.UTC(2026, 6, 6, 13, 30), '2026-07-06, 09:30'],
])('%s is %s in New York', (epochMs, text) => {
  expect(zoneTime(epochMs)).toBe(text);
});

test.each([
  { name: 'days', marks: ['2026-05-28T04:00Z', '2026-05-29T04:00Z'], texts: ['May 28\n2026', 'May 29'] },
  { name: 'times of one day', marks: ['2026-05-29T14:00Z', '2026-05-29T16:00Z'], texts: ['10:00\nMay 29', '12:00'] },
  {
    name: 'times over midnight',
    marks: ['2026-05-29T22:00Z', '2026-05-30T00:00Z', '2026-05-30T06:00Z'],
    texts: ['18:00\nMay 29', '20:00', '02:00\nMay 30'],
  },
  { name: 'years', marks: ['2025-01-01T05:00Z', '2026-01-01T05:00Z'], texts: ['Jan 1\n2025', 'Jan 1\n2026'] },
  { name: 'nothing', marks: [], texts: [] },
])('the axis says $name', ({ marks, texts }) => {
  expect(axisTimes(marks.map((mark) => Date.parse(mark)))).toEqual(texts);
});

const units = fc.constantFrom('none', 'percent', 'percentunit', 'currencyUSD', undefined);

test('a number that is not 0 never reads 0', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      units,
      fc.option(fc.nat(6), { nil: undefined }),
      (value, unit, decimals) => {
        fc.pre(value !== 0);
        expect(formatValue(value, unit, decimals)).toMatch(/[1-9]/);
      },
    ),
  );
});

test('marks of an axis never read the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5, max: 40 }),
      fc.constantFrom(1, 2, 2.5, 5),
      fc.integer({ min: -14, max: 9 }),
      units,
      (first, step, power, unit) => {
        const marks = Array.from({ length: 7 }, (_, index) =>
          Number(((first + index) * step * 10 ** power).toPrecision(12)),
        );
        expect(new Set(axisValues(marks, unit)).size).toBe(new Set(marks).size);
      },
    ),
  );
});
