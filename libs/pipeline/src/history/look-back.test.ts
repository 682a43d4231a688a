import { parseDqdl } from '@tickerlake/data-quality';
import { describe, expect, it, test } from 'vitest';
import { lookBack, looksBack, type MeasuredRule, seriesIn } from './look-back.ts';

const row = (runId: string, day: number, value: number, over: Partial<MeasuredRule> = {}): MeasuredRule => ({
  runId,
  isPublished: true,
  rangeTo: null,
  checkedAt: new Date(Date.UTC(2026, 4, day)),
  dataset: 'bars',
  rule: 'RowCount > 0',
  status: 'pass',
  series: { RowCount: value },
  ...over,
});

describe('lookBack', () => {
  const rows = [
    row('c', 3, 30, { rule: 'DetectAnomalies "RowCount"', status: 'fail' }),
    row('c', 3, 30),
    row('b', 2, 20),
    row('b', 2, 99, { dataset: 'coverage' }),
    row('a', 1, 10, { series: { RowCount: 10, 'Mean "close"': 1.5 } }),
    row('z', 1, 1, { series: {} }),
    row('y', 1, 77, { isPublished: false }),
  ];

  it.each([
    { dataset: 'bars', series: 'RowCount', most: 2, values: [30, 20] },
    { dataset: 'bars', series: 'RowCount', most: 9, values: [30, 20, 10] },
    { dataset: 'coverage', series: 'RowCount', most: 9, values: [99] },
    { dataset: 'bars', series: 'Mean "close"', most: 9, values: [1.5] },
    { dataset: 'bars', series: 'Sum "close"', most: 9, values: [] },
  ])('$series of $dataset, at most $most: $values', async ({ dataset, series, most, values }) => {
    const points = await lookBack(rows, [])(dataset)(series, most);

    expect(points.map(({ value }) => value)).toEqual(values);
  });

  it.each([
    { name: 'nothing', accepted: [], values: [30, 20, 10], unusual: [30], ordinary: [] },
    {
      name: 'what was unusual',
      accepted: [['bars', 'RowCount', 'c']],
      values: [30, 20, 10],
      unusual: [],
      ordinary: [30],
    },
    {
      name: 'what was never published',
      accepted: [['bars', 'RowCount', 'y']],
      values: [30, 20, 10, 77],
      unusual: [30],
      ordinary: [77],
    },
    {
      name: 'another table',
      accepted: [['coverage', 'RowCount', 'c']],
      values: [30, 20, 10],
      unusual: [30],
      ordinary: [],
    },
    {
      name: 'another series',
      accepted: [['bars', 'Mean "close"', 'y']],
      values: [30, 20, 10],
      unusual: [30],
      ordinary: [],
    },
  ])('marks unusual values of every rule, where $name is accepted', async (known) => {
    const accepted = known.accepted.map(([dataset = '', series = '', runId = '']) => ({
      dataset,
      series,
      runId,
      acceptedAt: '',
    }));
    const points = await lookBack(rows, accepted)('bars')('RowCount', 9);

    expect(points.map(({ value }) => value)).toEqual(known.values);
    expect(points.flatMap(({ value, isAnomaly }) => (isAnomaly === true ? [value] : []))).toEqual(known.unusual);
    expect(points.flatMap(({ value, isAccepted }) => (isAccepted === true ? [value] : []))).toEqual(known.ordinary);
  });
});

test.each([
  { text: '{"RowCount":7}', series: { RowCount: 7 } },
  { text: '"another program"', series: {} },
  { text: 'cut {', series: {} },
  { text: null, series: {} },
])('the column series of $text holds $series', ({ text, series }) => {
  expect(seriesIn(text)).toEqual(series);
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
