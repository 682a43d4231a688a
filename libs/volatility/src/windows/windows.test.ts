import { describe, expect, test } from 'vitest';
import { averageTrueRange, meanTrueRange, percentOfClose } from './average-true-range.ts';
import { closeToClose } from './close-to-close.ts';
import { mean, sampleVariance } from './moments.ts';
import { roll } from './roll.ts';
import { trueRanges } from './true-range.ts';
import { yangZhang, yangZhangWeight } from './yang-zhang.ts';

const at = (close: number) => ({ open: close, high: close + 1, low: close - 1, close });

describe('windows', () => {
  test.each([
    { name: 'is null until it is full', values: [1, 2, 3], n: 2, expected: [null, 1.5, 2.5] },
    { name: 'is null while it holds a null', values: [1, 2, null, 4, 6], n: 2, expected: [null, 1.5, null, null, 5] },
    { name: 'of one value is that value', values: [1, null], n: 1, expected: [1, null] },
    { name: 'longer than the series stays null', values: [1, 2], n: 3, expected: [null, null] },
  ])('a window $name', ({ values, n, expected }) => {
    expect(roll(values, n, mean)).toEqual(expected);
  });

  test.each([0, -1, 1.5, Number.NaN])('a window of %s bars is rejected', (n) => {
    expect(() => roll([1], n, mean)).toThrow(RangeError);
  });

  test('a variance of one value is rejected', () => {
    expect(() => yangZhang([at(5)], 1, 252)).toThrow('at least 2 bars, not 1');
    expect(() => closeToClose([at(5)], 1, 252)).toThrow('at least 2 returns, not 1');
  });

  test.each([
    [5, 0.119718],
    [10, 0.132697],
    [20, 0.139044],
  ])('the weight k for n = %i is %f', (n, k) => {
    expect(yangZhangWeight(n)).toBeCloseTo(k, 6);
  });

  test('the sample variance divides by n - 1', () => {
    expect(sampleVariance([1, 2, 3, 4])).toBeCloseTo(5 / 3, 15);
  });

  test('the true range includes the previous close, on both sides', () => {
    expect(trueRanges([at(10), at(20), at(10)])).toEqual([null, 11, 11]);
  });

  test('Wilder starts with a mean and restarts after a missing bar', () => {
    const bars = [at(10), at(20), at(20), at(20), null, at(20), at(20), at(30), at(30)];
    expect(averageTrueRange(bars, 2)).toEqual([null, null, 6.5, 4.25, null, null, null, 6.5, 4.25]);
    expect(meanTrueRange(bars, 2)).toEqual([null, null, 6.5, 2, null, null, null, 6.5, 6.5]);
  });

  test('percent of close needs a positive close', () => {
    expect(percentOfClose([1, 1, null], [at(50), { open: 0, high: 0, low: 0, close: 0 }, at(50)])).toEqual([
      2,
      null,
      null,
    ]);
  });
});
