import { describe, expect, test } from 'vitest';
import { toFrame } from './to-frame.ts';
import { toSeries } from './to-series.ts';

const columns = [
  { name: 'time', type: 'time' },
  { name: 'ticker', type: 'string' },
  { name: 'v', type: 'number' },
];
const holes = {
  columns,
  rows: [
    [1, 'A', 10],
    [2, 'B', 20],
    [3, 'A', null],
    [3, 'B', 21],
    [4, 'A', 12],
  ],
};
const series = (label: string, values: (number | null)[], name = 'v') => ({ name, labels: { ticker: label }, values });

describe('toSeries', () => {
  test('returns one series per ticker, ordered by label, with nulls where a series has no value', () => {
    expect(
      toSeries({
        columns,
        rows: [
          [1, 'B', 20],
          [1, 'A', 10],
          [2, 'A', 11],
          [3, 'B', 21],
        ],
      }),
    ).toEqual({
      timesMs: [1, 2, 3],
      series: [series('A', [10, 11, null]), series('B', [20, null, 21])],
    });
  });

  test.each([
    { name: 'null', fill: undefined, a: [10, null, null, 12], b: [null, 20, 21, null] },
    {
      name: 'the previous value, if any; the series’ own NULL stays',
      fill: { mode: 0 } as const,
      a: [10, 10, null, 12],
      b: [null, 20, 21, 21],
    },
    {
      name: 'a value, also before the first row',
      fill: { mode: 2, value: 7 } as const,
      a: [10, 7, null, 12],
      b: [7, 20, 21, 7],
    },
  ])('fills gaps with $name', ({ fill, a, b }) => {
    expect(toSeries(holes, fill)).toEqual({ timesMs: [1, 2, 3, 4], series: [series('A', a), series('B', b)] });
  });

  test.each([
    { name: 'no rows give no fields', frame: { columns, rows: [] }, wide: { timesMs: [], series: [] } },
    {
      name: 'without a label column the rows stay as they are, unsorted and repeated',
      frame: {
        columns: [columns[0]!, columns[2]!],
        rows: [
          [2, 5],
          [1, 6],
          [1, 7],
        ],
      },
      wide: { timesMs: [2, 1, 1], series: [{ name: 'v', labels: {}, values: [5, 6, 7] }] },
    },
    {
      name: 'a boolean is a label, NULL being false',
      frame: { columns: [...columns, { name: 'ok', type: 'boolean' }], rows: [[1, 'A', 5, null]] },
      wide: { timesMs: [1], series: [{ name: 'v', labels: { ticker: 'A', ok: 'false' }, values: [5] }] },
    },
    {
      name: 'a NULL label is the empty text',
      frame: { columns, rows: [[1, null, 5]] },
      wide: { timesMs: [1], series: [series('', [5])] },
    },
    {
      name: 'a second time is a value and is not filled with a number',
      frame: {
        columns: [...columns, { name: 'd', type: 'time' }],
        rows: [
          [1, 'A', 5, 99],
          [2, 'B', 6, 98],
        ],
      },
      fill: { mode: 2, value: 0 } as const,
      wide: {
        timesMs: [1, 2],
        series: [series('A', [99, null], 'd'), series('B', [null, 98], 'd'), series('A', [5, 0]), series('B', [0, 6])],
      },
    },
    {
      name: 'several value columns are ordered by name',
      frame: { columns: [...columns, { name: 'a', type: 'number' }], rows: [[1, 'A', 5, 6n]] },
      wide: { timesMs: [1], series: [series('A', [6], 'a'), series('A', [5])] },
    },
    {
      name: 'NaN and the infinities stay',
      frame: {
        columns,
        rows: [
          [1, 'A', Number.NaN],
          [2, 'A', Infinity],
        ],
      },
      wide: { timesMs: [1, 2], series: [series('A', [Number.NaN, Infinity])] },
    },
    {
      name: 'of two rows of a series at the same time, the last one wins',
      frame: {
        columns,
        rows: [
          [1, 'A', 5],
          [1, 'A', 6],
        ],
      },
      wide: { timesMs: [1], series: [series('A', [6])] },
    },
  ])('$name', ({ frame, fill, wide }) => {
    expect(toSeries(frame, fill)).toEqual(wide);
  });

  test('a decimal turns every row into a series', () => {
    const frame = toFrame({
      columns: [
        { name: 't', type: 'timestamp with time zone' },
        { name: 'price', type: 'decimal' },
        { name: 'v', type: 'double' },
      ],
      rows: [
        ['2026-11-20 14:30:00.000 UTC', '123.4500', '1.0'],
        ['2026-11-20 15:30:00.000 UTC', '123.4600', '2.0'],
      ],
    });
    expect(toSeries(frame).series).toEqual([
      { name: 'v', labels: { price: '123.4500' }, values: [1, null] },
      { name: 'v', labels: { price: '123.4600' }, values: [null, 2] },
    ]);
  });

  test.each([
    {
      name: 'unsorted rows',
      frame: {
        columns,
        rows: [
          [2, 'A', 1],
          [1, 'A', 2],
        ],
      },
      says: 'unable to process the data because it is not sorted in ascending order by time',
    },
    {
      name: 'a missing time',
      frame: { columns, rows: [[null, 'A', 1]] },
      says: 'unable to process the data to wide series because input has null time values',
    },
    {
      name: 'a missing time without labels',
      frame: { columns: [columns[0]!, columns[2]!], rows: [[null, 1]] },
      says: 'A row has no time',
    },
    { name: 'no time column', frame: { columns: [columns[2]!], rows: [[1]] }, says: 'has no time column' },
  ])('refuses $name', ({ frame, says }) => {
    expect(() => toSeries(frame)).toThrow(says);
  });
});
