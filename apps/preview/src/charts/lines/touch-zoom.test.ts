import { expect, test } from 'vitest';
import { pinched } from './touch-zoom.ts';

test.each<{ name: string; first: [number, number]; last: [number, number]; range: [number, number] }>([
  { name: 'fingers that move apart', first: [200, 400], last: [100, 500], range: [0.25, 0.75] },
  { name: 'fingers that come together', first: [100, 500], last: [200, 400], range: [-0.5, 1.5] },
  { name: 'fingers that stay', first: [100, 500], last: [100, 500], range: [0, 1] },
  { name: 'fingers that move together', first: [100, 300], last: [160, 360], range: [-0.1, 0.9] },
  { name: 'the other finger first', first: [400, 200], last: [500, 100], range: [0.25, 0.75] },
  { name: 'fingers that meet', first: [0, 600], last: [300, 300], range: [-1, 2] },
])('$name leave $range of the range', ({ first, last, range }) => {
  const [from, to] = pinched(first, last, 600);
  expect(from).toBeCloseTo(range[0]);
  expect(to).toBeCloseTo(range[1]);
});
