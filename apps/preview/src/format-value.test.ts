import { expect, test } from 'vitest';
import { formatValue, newYorkTime } from './format-value.ts';

test.each([
  [1.5, 'currencyUSD', 2, '$1.50'],
  [0.567, 'percent', 2, '0.57 %'],
  [90, 'm', 0, '90 min'],
  [180, 'm', 0, '3.0 h'],
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
  expect(newYorkTime(epochMs)).toBe(text);
});
