import { parseDqdl } from '@tickerlake/data-quality';
import { describe, expect, it, test } from 'vitest';
import { lookBack, looksBack, type MeasuredRule } from './look-back.ts';

const row = (runId: string, day: number, value: number, over: Partial<MeasuredRule> = {}): MeasuredRule => ({
  runId,
  checkedAt: new Date(Date.UTC(2026, 4, day)),
  dataset: 'bars',
  rule: 'RowCount > 0',
  status: 'pass',
  series: JSON.stringify({ RowCount: value }),
  ...over,
});

describe('lookBack', () => {
  const rows = [
    row('c', 3, 30, { rule: 'DetectAnomalies "RowCount"', status: 'fail' }),
    row('c', 3, 30),
    row('b', 2, 20),
    row('b', 2, 99, { dataset: 'coverage' }),
    row('a', 1, 10, { series: '{"RowCount":10,"Mean \\"close\\"":1.5}' }),
    row('z', 1, 1, { series: '"damaged"' }),
  ];

  it.each([
    { dataset: 'bars', series: 'RowCount', most: 2, values: [30, 20] },
    { dataset: 'bars', series: 'RowCount', most: 9, values: [30, 20, 10] },
    { dataset: 'coverage', series: 'RowCount', most: 9, values: [99] },
    { dataset: 'bars', series: 'Mean "close"', most: 9, values: [1.5] },
    { dataset: 'bars', series: 'Sum "close"', most: 9, values: [] },
  ])('$series of $dataset, at most $most: $values', async ({ dataset, series, most, values }) => {
    const points = await lookBack(rows)(dataset)(series, most);

    expect(points.map(({ value }) => value)).toEqual(values);
  });

  it('marks what was found unusual, whatever rule measured it', async () => {
    const points = await lookBack(rows)('bars')('RowCount', 9);

    expect(points.map(({ isAnomaly }) => isAnomaly === true)).toEqual([true, false, false]);
  });
});

test.each([
  { rules: 'RowCount > 0', isAsked: false },
  { rules: 'RowCount > avg(last(5))', isAsked: true },
  { rules: '(RowCount > 0) and ((Mean "x" > 0) or (Mean "x" > 0.9 * last()))', isAsked: true },
  { rules: 'ColumnValues "x" > 0 with threshold > last()', isAsked: true },
  { rules: 'ColumnValues "x" = "last"', isAsked: false },
  { rules: 'DetectAnomalies "RowCount"', isAsked: true },
])('$rules looks back: $isAsked', ({ rules, isAsked }) => {
  expect(looksBack(parseDqdl(`Rules = [ ${rules} ]`))).toBe(isAsked);
});
