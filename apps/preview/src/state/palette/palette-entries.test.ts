import { dashboards } from '@tickerlake/dashboards';
import { describe, expect, it, test } from 'vitest';
import { readAddress } from '../page-state.ts';
import { matchEntries, paletteEntries } from './palette-entries.ts';

const at = (hash: string) => paletteEntries(dashboards, ['AAPL', 'NVDA'], readAddress(hash).state);

describe('the palette', () => {
  test.each([
    { typed: 'nv', first: 'Only NVDA' },
    { typed: 'coverage', first: 'Coverage' },
    { typed: 'theme dark', first: 'Theme: dark' },
    { typed: 'year date', first: 'Year to date' },
    { typed: 'go compar', first: 'Comparisons' },
    { typed: 'RANGE 5', first: '5 days' },
    { typed: 'zzz', first: undefined },
  ])('finds $first for "$typed"', ({ typed, first }) => {
    expect(matchEntries(at(''), typed)[0]?.text).toBe(first);
  });

  it('offers every dashboard and page, the measures of the dashboard, and what is not on', () => {
    const texts = at('#/d/x?scale=log&axis=clock&lines=multiples').map(({ text }) => text);
    for (const { title } of dashboards) expect(texts).toContain(title);
    for (const text of ['Runs', 'Linear scale', 'All lines in one chart', 'Axis: trading time', 'All tickers'])
      expect(texts).toContain(text);
    expect(at('').filter(({ group }) => group === 'Measure').length).toBeGreaterThan(3);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('keeps the other variables when a ticker is chosen, and leaves rows and hours behind when a page is', () => {
    const entries = at('#/d/x?var-measure=range_pct&row-1=open&hour=AAPL@1');
    expect(entries.find(({ text }) => text === 'Only NVDA')?.action).toEqual({
      kind: 'state',
      changes: { page: 'd', variables: { measure: ['range_pct'], ticker: ['NVDA'] } },
    });
    expect(entries.find(({ text }) => text === 'Runs')?.action).toEqual({
      kind: 'state',
      changes: { page: 'runs', rows: {}, viewPanel: null, hour: null },
    });
  });
});
