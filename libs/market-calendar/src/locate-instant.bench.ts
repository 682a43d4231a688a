import { bench, describe } from 'vitest';
import { createContinuousCalendar } from './create-continuous-calendar.ts';
import { createStockCalendar } from './create-stock-calendar.ts';

const startMs = Date.parse('2021-01-01T00:00Z');
const spanMinutes = 5 * 365 * 1_440;
const inOrder = Array.from({ length: 100_000 }, (_, index) => startMs + index * 60_000);
const scattered = inOrder.map((_, index) => startMs + ((index * 7_919_317) % spanMinutes) * 60_000);

describe('100,000 calls of locate', () => {
  for (const calendar of [createStockCalendar(), createContinuousCalendar()]) {
    bench(`${calendar.id}, minutes in order`, () => {
      for (const instantMs of inOrder) calendar.locate(instantMs);
    });
    bench(`${calendar.id}, scattered over five years`, () => {
      for (const instantMs of scattered) calendar.locate(instantMs);
    });
  }
});

describe('a new calendar', () => {
  bench('five years of sessions', () => {
    createStockCalendar().sessions('2021-01-01', '2025-12-31');
  });
});
