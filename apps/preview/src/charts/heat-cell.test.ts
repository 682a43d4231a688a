import { describe, expect, test } from 'vitest';
import type { ComparedHour } from '../state/overview/hours.ts';
import { niceTicks } from './band-chart.ts';
import { heat, heatCell, heatCellTitle } from './heat-cell.ts';

const hour = (ratio: number | null, isComplete = true): ComparedHour => ({
  ticker: 'NVDA',
  timeMs: Date.UTC(2026, 10, 27, 14, 30),
  date: '2026-11-27',
  minute: 0,
  value: 3,
  zScore: null,
  isComplete,
  sessions: 60,
  past: null,
  usual: ratio === null ? null : 3 / ratio,
  ratio,
});

test.each([
  [0, -1],
  [-0.5, -1],
  [0.25, -1],
  [0.5, -1],
  [1, 0],
  [2, 0.5],
  [4, 1],
  [40, 1],
])('the colour of %d times the usual value has the strength %d', (ratio, strength) =>
  expect(heat(ratio)).toBe(strength),
);

describe('a cell', () => {
  test.each([
    { name: 'no hour', of: undefined, cell: { className: 'missing', text: '', percent: null } },
    { name: 'nothing to compare with', of: hour(null), cell: { className: 'uncompared', text: '3.0', percent: null } },
    {
      name: 'nothing to compare a small value with',
      of: { ...hour(null), value: 0.004 },
      cell: { className: 'uncompared', text: '·', percent: null },
    },
    { name: 'a usual hour', of: hour(1), cell: { className: 'hot', text: '1.0', percent: 0 } },
    { name: 'a quiet hour', of: hour(0.7), cell: { className: 'cold', text: '0.7', percent: 51 } },
    { name: 'an unusual hour', of: hour(2), cell: { className: 'hot strong', text: '2.0', percent: 50 } },
    { name: 'a wild hour', of: hour(9.94), cell: { className: 'hot strong hottest', text: '9.9', percent: 100 } },
    { name: 'ten times', of: hour(9.96), cell: { className: 'hot strong hottest', text: '10', percent: 100 } },
    {
      name: 'an incomplete hour',
      of: hour(2, false),
      cell: { className: 'hot strong incomplete', text: '2.0', percent: 50 },
    },
  ])('with $name', ({ of, cell }) => expect(heatCell(of, false)).toEqual(cell));

  test('of an hour to come is empty, not missing', () => expect(heatCell(undefined, true).className).toBe('future'));

  test.each([
    { name: 'a missing hour', of: undefined, isFuture: false, title: 'no data' },
    { name: 'an hour to come', of: undefined, isFuture: true, title: 'not yet' },
    {
      name: 'a compared one',
      of: hour(2, false),
      isFuture: false,
      title: '3.00 %, 2.00 times its usual 1.50 % (incomplete hour)',
    },
    {
      name: 'one without a past',
      of: hour(null),
      isFuture: false,
      title: '3.00 %, nothing to compare with: fewer than 5 earlier sessions have this hour at this length',
    },
  ])('has a title for $name', ({ of, isFuture, title }) => {
    const measure = { text: 'Range', unit: 'percent' };
    expect(heatCellTitle('NVDA', Date.UTC(2026, 10, 27, 14, 30), of, isFuture, measure, 'UTC')).toBe(
      `NVDA 2026-11-27, 14:30: ${title}`,
    );
  });
});

test.each([
  { lowest: 0, highest: 0.7, ticks: [0, 0.2, 0.4, 0.6, 0.8] },
  { lowest: 0, highest: 1, ticks: [0, 0.5, 1] },
  { lowest: 0, highest: 0, ticks: [0, 0.5, 1] },
  { lowest: -0.3, highest: 0.7, ticks: [-0.5, 0, 0.5, 1] },
  { lowest: 0, highest: 3e-9, ticks: [0, 1e-9, 2e-9, 3e-9] },
])('an axis from $lowest to $highest has the marks $ticks', ({ lowest, highest, ticks }) =>
  expect(niceTicks(lowest, highest)).toEqual(ticks),
);
