import { describe, expect, it } from 'vitest';
import { sumNumbers } from './sum-numbers.ts';

describe('sumNumbers', () => {
  it.each([
    { name: 'nothing', values: [], sum: 0 },
    { name: 'one number', values: [7], sum: 7 },
    { name: 'several numbers', values: [1, 2, -4], sum: -1 },
  ])('sums $name', ({ values, sum }) => {
    expect(sumNumbers(values)).toBe(sum);
  });
});
