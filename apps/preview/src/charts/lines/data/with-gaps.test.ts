import { describe, expect, test } from 'vitest';
import { withGaps } from './with-gaps.ts';

const _ = undefined;

describe('withGaps', () => {
  test.each([
    {
      name: 'near values are joined',
      times: [0, 1, 2],
      columns: [[1, 2, 3]],
      expected: { timesMs: [0, 1, 2], columns: [[1, 2, 3]] },
    },
    {
      name: 'distant values are broken, at a separate time',
      times: [0, 9],
      columns: [[1, 2]],
      expected: { timesMs: [0, 1, 9], columns: [[1, null, 2]] },
    },
    {
      name: 'a time that only another line has breaks nothing',
      times: [0, 2, 4],
      columns: [
        [1, null, 3],
        [null, 5, null],
      ],
      expected: {
        timesMs: [0, 2, 4],
        columns: [
          [1, _, 3],
          [null, 5, null],
        ],
      },
    },
    {
      name: 'a hole that is too long is one',
      times: [0, 4, 8],
      columns: [
        [1, null, 3],
        [1, 2, 3],
      ],
      expected: {
        timesMs: [0, 4, 8],
        columns: [
          [1, null, 3],
          [1, 2, 3],
        ],
      },
    },
    {
      name: 'the break of one line is not a break of another',
      times: [0, 20, 23, 25],
      columns: [
        [1, 2, null, null],
        [null, 1, null, 3],
      ],
      expected: {
        timesMs: [0, 1, 20, 23, 25],
        columns: [
          [1, null, 2, null, null],
          [null, null, 1, _, 3],
        ],
      },
    },
    { name: 'no values', times: [], columns: [[]], expected: { timesMs: [], columns: [[]] } },
  ])('$name', ({ times, columns, expected }) => {
    expect(withGaps(times, columns, 5)).toEqual(expected);
  });

  test('without a number of ms, every null is a break', () => {
    expect(withGaps([0, 9], [[1, null]], 0)).toEqual({ timesMs: [0, 9], columns: [[1, null]] });
  });
});
