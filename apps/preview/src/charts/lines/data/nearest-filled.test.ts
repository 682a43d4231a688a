import { expect, test } from 'vitest';
import { nearestFilled } from './nearest-filled.ts';

const day = [10, 11, 12, 12.001, 34, 35];
const columns = [
  [1, 2, 3, null, 4, 5],
  [1, null, null, null, null, 5],
];

test.each([
  { name: 'an hour', at: 1, x: 11.2, row: 1 },
  { name: 'after the close', at: 3, x: 15, row: 2 },
  { name: 'before the open', at: 4, x: 30, row: 4 },
  { name: 'in the night, nearer to the close', at: 3, x: 22, row: 2 },
  { name: 'in the night, nearer to the open', at: 3, x: 24, row: 4 },
  { name: 'past the end', at: 5, x: 99, row: 5 },
])('$name is row $row', ({ at, x, row }) => expect(nearestFilled(day, columns, at, x)).toBe(row));

test('without any value it stays', () => expect(nearestFilled([1, 2], [[null, null]], 1, 2)).toBe(1));
