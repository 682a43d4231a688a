import { expect, test } from 'vitest';
import { ticksAround } from './draw-candles.ts';
import { buckets } from './draw-histogram.ts';
import { multiples } from './multiples.ts';

test.each([
  { name: 'a range of prices', low: 97, high: 112, ticks: [95, 100, 105, 110, 115] },
  { name: 'one price', low: 5, high: 5, ticks: [5, 5.000000001] },
])('$name has the ticks around it', ({ low, high, ticks }) => expect(ticksAround(low, high)).toEqual(ticks));

test.each([
  {
    name: 'two buckets',
    values: [0.1, 0.2, 1.9],
    count: 2,
    found: [
      [0, 2],
      [1, 1],
    ],
  },
  {
    name: 'an empty one between',
    values: [0.5, 2.5],
    count: 3,
    found: [
      [0, 1],
      [1, 0],
      [2, 1],
    ],
  },
  {
    name: 'a value on an edge, in the bucket from there',
    values: [0, 1, 2],
    count: 2,
    found: [
      [0, 1],
      [1, 1],
      [2, 1],
    ],
  },
])('values are counted: $name', ({ values, count, found }) =>
  expect(buckets(values, count).map((one) => [one.from, one.count])).toEqual(found),
);

test('rows of a repeated panel are those of each ticker, in their order', () => {
  const columns = [
    { name: 'median', type: 'number' },
    { name: 'ticker', type: 'string' },
  ];
  const rows = [
    [1, 'NVDA'],
    [2, 'AAPL'],
    [3, 'NVDA'],
  ];
  expect(multiples({ sql: '', columns, rows })).toEqual([
    {
      name: 'NVDA',
      rows: [
        [1, 'NVDA'],
        [3, 'NVDA'],
      ],
    },
    { name: 'AAPL', rows: [[2, 'AAPL']] },
  ]);
});
