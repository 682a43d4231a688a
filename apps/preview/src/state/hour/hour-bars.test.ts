import { expect, it } from 'vitest';
import { hourBars } from './hour-bars.ts';

const columns = ['time', 'bar_ms', 'open', 'high', 'low', 'close', 'volume'].map((name) => ({ name, type: 'number' }));
const data = (...rows: readonly (readonly unknown[])[]) => ({ sql: '', columns, rows });

it('sums up the shortest bars of an hour', () => {
  const hour = hourBars(
    data([0, 60_000, 10, 12, 9, 11, 100], [0, 300_000, 10, 99, 1, 50, 900], [60_000, 60_000, 11, 13, 10, 10.5, 50.5]),
    0,
  );
  expect(hour).toMatchObject({ barMs: 60_000, places: 60, open: 10, high: 13, low: 9, close: 10.5, volume: 150.5 });
  expect(hour?.bars.map(({ timeMs }) => timeMs)).toEqual([0, 60_000]);
});

it('has no volume for an index, and nothing without bars', () => {
  expect(hourBars(data([0, 3_600_000, 1, 1, 1, 1, null]), 0)).toMatchObject({ places: 1, volume: null });
  expect(hourBars(data(), 0)).toBeNull();
});
