import type { ExplainedBar } from '@tickerlake/preview-api';
import { expect, it } from 'vitest';
import { hourBars } from './hour-bars.ts';

const bar = (minute: number, prices: readonly [number, number, number, number], volume: number | null) => {
  const [open, high, low, close] = prices;
  return {
    start: new Date(Date.UTC(2026, 10, 20, 20, minute)).toISOString(),
    lengthMs: 60_000,
    ...{ open, high, low, close, volume },
  } as ExplainedBar;
};
const hour = (start: string, end: string, ...bars: readonly ExplainedBar[]) => hourBars({ start, end, bars });

it('sums up the bars of an hour', () => {
  const summed = hour(
    '2026-11-20T19:30:00Z',
    '2026-11-20T20:30:00Z',
    bar(0, [10, 12, 9, 11], 100),
    bar(1, [11, 13, 10, 10.5], 50.5),
  );
  expect(summed).toMatchObject({ barMs: 60_000, places: 60, open: 10, high: 13, low: 9, close: 10.5, volume: 150.5 });
  expect(summed?.bars).toHaveLength(2);
});

it('has room for 30 minutes where the session ends after them', () => {
  expect(hour('2026-11-20T20:30:00Z', '2026-11-20T21:00:00Z', bar(30, [1, 1, 1, 1], 1))?.places).toBe(30);
});

it('has no volume for an index, and nothing without bars', () => {
  const index = hour('2026-11-20T20:30:00Z', '2026-11-20T21:00:00Z', bar(30, [1, 1, 1, 1], null));
  expect(index?.volume).toBeNull();
  expect(hour('2026-11-20T20:30:00Z', '2026-11-20T21:00:00Z')).toBeNull();
});
