import { expect, test } from 'vitest';
import { axisTimes, formatValue, zoneTime } from './format-value.ts';

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
  [0.0000123456, 'none', undefined, '0.0000123'],
  [-0.00098765, undefined, undefined, '-0.000988'],
  [1e-30, 'none', undefined, '0'],
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
