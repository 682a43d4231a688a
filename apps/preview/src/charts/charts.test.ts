import { expect, test } from 'vitest';
import { tradingTime } from '../state/time/trading-time.ts';
import { spread } from './lines/end-labels.ts';
import { sessionMeans } from './lines/data/session-means.ts';

test.each([
  { name: 'labels with room stay', positions: [10, 40], placed: [10, 40] },
  { name: 'close ones move apart, in order', positions: [31, 30], placed: [40, 30] },
  { name: 'at the end they move up', positions: [98, 99, 99], placed: [80, 90, 100] },
])('$name', ({ positions, placed }) => expect(spread(positions, 10, 100)).toEqual(placed));

test('a session has the mean of its hours; one without values has none', () => {
  const hour = 3_600_000;
  const axis = tradingTime([
    { openMs: 0, closeMs: 2 * hour, date: '2026-05-28' },
    { openMs: 24 * hour, closeMs: 26 * hour, date: '2026-05-29' },
    { openMs: 48 * hour, closeMs: 50 * hour, date: '2026-05-30' },
  ]);
  expect(
    sessionMeans(
      axis,
      [0, hour, 24 * hour],
      [
        [1, 3, 5],
        [4, null, null],
      ],
    ),
  ).toEqual({
    timesMs: [0, 24 * hour],
    columns: [
      [2, 5],
      [4, null],
    ],
  });
});
