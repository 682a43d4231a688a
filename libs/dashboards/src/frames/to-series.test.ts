import { describe, expect, test } from 'vitest';
import { toSeries } from './to-series.ts';

const columns = [{ name: 'time', type: 'time' }, { name: 'ticker', type: 'string' }, { name: 'v', type: 'number' }];

describe('toSeries', () => {
  test('makes one series per ticker, with nulls where one has no value', () => {
    expect(toSeries({ columns, rows: [[1, 'A', 10], [1, 'B', 20], [2, 'A', 11], [3, 'B', 21]] })).toEqual({
      timesMs: [1, 2, 3],
      series: [
        { name: 'v', labels: { ticker: 'A' }, values: [10, 11, null] },
        { name: 'v', labels: { ticker: 'B' }, values: [20, null, 21] },
      ],
    });
  });

  test.each([
    { name: 'no rows', frame: { columns, rows: [] }, wide: { timesMs: [], series: [] } },
    { name: 'no label', frame: { columns: [columns[0]!, columns[2]!], rows: [[1, 5]] }, wide: { timesMs: [1], series: [{ name: 'v', labels: {}, values: [5] }] } },
    { name: 'a decimal, which is text and becomes a label', frame: { columns: [...columns, { name: 'd', type: 'string' }], rows: [[1, 'A', 5, '1.5']] }, wide: { timesMs: [1], series: [{ name: 'v', labels: { ticker: 'A', d: '1.5' }, values: [5] }] } },
  ])('$name', ({ frame, wide }) => {
    expect(toSeries(frame)).toEqual(wide);
  });

  test.each([
    { name: 'unsorted rows', rows: [[2, 'A', 1], [1, 'A', 2]], says: 'not sorted in ascending order' },
    { name: 'a missing time', rows: [[null, 'A', 1]], says: 'null time values' },
  ])('refuses $name', ({ rows, says }) => {
    expect(() => toSeries({ columns, rows })).toThrow(says);
  });
});
