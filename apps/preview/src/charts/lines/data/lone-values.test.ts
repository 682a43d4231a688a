import { expect, test } from 'vitest';
import { loneValues } from './lone-values.ts';

const many = Array.from({ length: 40 }, (_, index) => index);

test.each([
  { name: 'a few values', column: [1, null, 2, 3], lone: [0, 2, 3] },
  { name: 'one value', column: [null, 1, null], lone: [1] },
  { name: 'no value', column: [null, undefined], lone: [] },
  { name: 'a long line', column: many, lone: [] },
  { name: 'a value between breaks', column: [...many, null, 7, null], lone: [41] },
  { name: 'a value that the line passes to', column: [...many, undefined, 7, null], lone: [] },
  { name: 'the first and the last value', column: [7, null, ...many, null, 8], lone: [0, 43] },
])('$name has dots at $lone', ({ column, lone }) => {
  expect(loneValues(column)).toEqual(lone);
});
