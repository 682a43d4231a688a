import { expect, test } from 'vitest';
import { linearRange, logMarks, logRange } from './value-scale.ts';

test.each([
  { low: 0.15, high: 3, marks: [0.2, 0.5, 1, 2] },
  { low: 1, high: 1, marks: [1] },
  { low: 0.0001, high: 100, marks: [0.0001, 0.001, 0.01, 0.1, 1, 10, 100] },
])('a logarithmic axis from $low to $high has marks at $marks', ({ low, high, marks }) => {
  expect(logMarks(low, high)).toEqual(marks);
});

test('ranges leave room above, and exist without values', () => {
  expect(linearRange(true)(null, 2, 4)).toEqual([0, 4.2]);
  expect(linearRange(false)(null, 2, 4)).toEqual([2, 4.1]);
  expect(linearRange(false)(null, null, null)).toEqual([0, 1]);
  expect(linearRange(false)(null, 3, 3)).toEqual([3, 4]);
  expect(logRange(null, null, null)).toEqual([0.1, 1]);
  expect(logRange(null, 10, 100)).toEqual([9, 110.00000000000001]);
});
