import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleDashboard } from '../../testing/sample-dashboard.ts';
import { toJsonObject } from '../../grafana/transport/json-object.ts';
import { diffDashboards, isSameDashboard } from './diff-dashboard.ts';
import { isSame } from './diff-json.ts';
import { diffSql, toSqlLines } from './diff-text.ts';

const base = toJsonObject(sampleDashboard('a'));
/** The base with one text replaced. */
const edited = (from: string, to: string) => toJsonObject(JSON.parse(JSON.stringify(base).replaceAll(from, to)));

describe('diffDashboards', () => {
  it.each([
    { name: 'nothing', after: base, says: [] },
    { name: 'the numbers that Grafana assigns', after: { ...base, id: 7, version: 9 }, says: [] },
    { name: 'the title', after: edited('Dashboard a', 'B'), says: ['title: Dashboard a -> B'] },
    { name: 'the time range', after: edited('now-30d', 'now-7d'), says: ['time.from: now-30d -> now-7d'] },
    {
      name: 'a unit',
      after: edited('currencyUSD', 'percent'),
      says: ['panel 1 "Hours": unit: currencyUSD -> percent'],
    },
    {
      name: 'a position',
      after: edited('"w":8', '"w":12'),
      says: ['panel 2 "Failed rules": position: 8 x 4 at 0, 8 -> 12 x 4 at 0, 8'],
    },
    {
      name: 'a threshold',
      after: edited('"value":1', '"value":3'),
      says: ['panel 2 "Failed rules": thresholds: green, red from 1 -> green, red from 3'],
    },
    {
      name: 'a threshold mode',
      after: edited('absolute', 'percentage'),
      says: ['panel 2 "Failed rules": thresholds: green, red from 1 -> green, red from 1 (percentage)'],
    },
    {
      name: 'SQL',
      after: edited('count(*)', 'sum(1)'),
      says: [
        'panel 2 "Failed rules": SQL of query A: select count(*) from quality_results -> select sum(1) from quality_results',
      ],
    },
    {
      name: 'the format of a query',
      after: edited('"format":0', '"format":1'),
      says: ['panel 1 "Hours": query A: format: 0 -> 1'],
    },
    {
      name: 'SQL of a variable',
      after: edited('distinct', 'all'),
      says: [
        'variable ticker: SQL: select distinct ticker from hourly_volatility -> select all ticker from hourly_volatility',
      ],
    },
    {
      name: 'a renamed variable',
      after: edited('"name":"ticker"', '"name":"symbol"'),
      says: ['variable ticker: present -> null', 'variable symbol: null -> present'],
    },
    {
      name: 'a removed and an added panel',
      after: edited('"id":2', '"id":3'),
      says: ['panel 2 "Failed rules": stat -> null', 'panel 3 "Failed rules": null -> stat'],
    },
  ])('describes the difference: $name', ({ after, says }) => {
    const differences = diffDashboards(base, after);

    expect(differences.map(({ where, before, after: now }) => `${where}: ${before} -> ${now}`)).toEqual(says);
    expect(isSameDashboard(base, after)).toBe(says.length === 0);
  });

  it('looks into rows', () => {
    const row = (title: string) => ({
      panels: [{ id: 9, type: 'row', title: 'More', panels: [{ id: 10, type: 'text', title }] }],
    });

    expect(diffDashboards(row('a'), row('b'))).toEqual([{ where: 'panel 10 "b": title', before: 'a', after: 'b' }]);
  });
});

describe('a difference of queries', () => {
  it('breaks compiled SQL at its clauses', () => {
    expect(toSqlLines('select a, b from t where x = 1 and y = 2 group by a order by b')).toEqual([
      'select a, b',
      'from t',
      'where x = 1',
      'and y = 2',
      'group by a',
      'order by b',
    ]);
  });

  it('shows the changed lines and one around them', () => {
    expect(
      diffSql('q', 'select 1 from t where a order by b limit 9', 'select 1 from t where c order by b limit 9')?.lines,
    ).toEqual(['  from t', '- where a', '+ where c', '  order by b']);
  });

  it('shows a change that is only white space', () => {
    expect(diffSql('q', 'select 1', 'select  1')).not.toBeNull();
    expect(diffSql('q', 'select 1\nfrom t', 'select 1 from t')).toMatchObject({ before: 'white space' });
  });
});

describe('isSame', () => {
  it('is true for a copy with its keys in another order, and only for that', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, turned(inner)]),
      );
    };
    const sorted = (value: unknown): string =>
      JSON.stringify(value, (_, inner: unknown) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
          : inner,
      );
    const document = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));

    fc.assert(
      fc.property(document, (value) => isSame(value, turned(value))),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(document, document, (a, b) => isSame(a, b) === (sorted(a) === sorted(b))),
      { numRuns: 100 },
    );
  });
});
