import { describe, expect, it } from 'vitest';
import type { ComparedHour } from '../../state/overview/hours.ts';
import { tooltipRows } from './tooltip-rows.ts';

const look = { unit: 'percent', decimals: 2, noValue: '-', lineWidth: 1, isRight: false, isColoured: false };
const line = (label: string, value: number | null) => ({ label, stroke: '#000', look, column: [value] });
const hour = (own: Partial<ComparedHour>): ComparedHour => ({
  ticker: 'B',
  timeMs: 0,
  date: '2026-05-29',
  minute: 0,
  value: 2,
  zScore: null,
  isComplete: true,
  sessions: 60,
  past: null,
  usual: 1,
  ratio: 2,
  ...own,
});
const names = (rows: readonly { readonly label: string }[]): string[] => rows.map(({ label }) => label);

describe('the rows of the tooltip', () => {
  it('are sorted by value, without lines that have none', () => {
    const { rows, more } = tooltipRows([line('A', 1), line('B', 2), line('C', null)], 0, 0, () => null, null, 'UTC');
    expect(rows).toMatchObject([
      { label: 'B', text: '2.00 %', usual: '', isIncomplete: false },
      { label: 'A', text: '1.00 %' },
    ]);
    expect(more).toBe(0);
  });

  it('compare an hour with its usual value only if the line shows that value, and flag what is incomplete', () => {
    const compare = (ticker: string) => (ticker === 'B' ? hour({}) : hour({ value: 9, isComplete: false }));
    const { rows } = tooltipRows([line('A', 1), line('B', 2)], 0, 0, compare, null, 'UTC');
    expect(rows.map(({ usual, isIncomplete }) => [usual, isIncomplete])).toEqual([
      ['2.0 × usual', false],
      ['', true],
    ]);
  });

  it('are twelve at most, and the emphasised one is among them', () => {
    const lines = Array.from({ length: 30 }, (_, index) => line(`T${index}`, 30 - index));
    const { rows, more } = tooltipRows(lines, 0, 0, () => null, 'T29', 'UTC');
    expect(names(rows)).toEqual([...Array.from({ length: 12 }, (_, index) => `T${index}`), 'T29']);
    expect(more).toBe(17);
  });
});
