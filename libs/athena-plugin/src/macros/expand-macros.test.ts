import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expandMacros } from './expand-macros.ts';
import { interpolateVariables } from './interpolate-variables.ts';
import { MacroError } from './macro-error.ts';

interface Vectors {
  range: { from: string; to: string };
  intervalMs: number;
  cases: { sql: string; expanded?: string; error?: string }[];
  newYorkTimeZone: { cases: { sql: string; expanded: string }[] };
}

const path = join(import.meta.dirname, '../../../../../shared/conformance/grafana-athena-macros.json');
const isThere = existsSync(path);

describe.skipIf(!isThere && process.env['CI'] !== 'true')(
  'the real plugin’s answers (skipped: ../shared/conformance is absent)',
  () => {
    const vectors: Vectors = isThere
      ? (JSON.parse(readFileSync(path, 'utf8')) as Vectors)
      : { range: { from: '', to: '' }, intervalMs: 0, cases: [], newYorkTimeZone: { cases: [] } };
    const range = {
      fromMs: Date.parse(vectors.range.from),
      toMs: Date.parse(vectors.range.to),
      intervalMs: vectors.intervalMs,
    };

    test('are there', () => expect(vectors.cases.length).toBeGreaterThan(20));

    test.each(vectors.cases)('$sql', ({ sql, expanded, error }) => {
      if (error === undefined) expect(expandMacros(sql, range)).toBe(expanded);
      else expect(() => expandMacros(sql, range)).toThrow(error);
    });

    test.each(vectors.newYorkTimeZone.cases)('$sql in New York', ({ sql, expanded }) => {
      expect(expandMacros(sql, { ...range, pluginTimeZone: 'America/New_York' })).toBe(expanded);
    });
  },
);

describe('expandMacros', () => {
  const range = { fromMs: Date.UTC(2026, 0, 2), toMs: Date.UTC(2026, 0, 3, 4, 5, 6), intervalMs: 3_600_000 };
  test.each([
    {
      sql: 'a >= $__timeFrom() and b <= $__timeTo()',
      expanded: "a >= TIMESTAMP '2026-01-02 00:00:00' and b <= TIMESTAMP '2026-01-03 04:05:06'",
    },
    { sql: '$__timeFromX', expanded: '$__timeFromX' },
    { sql: '$__interval and $__interval_ms', expanded: '1h and 3600000' },
    { sql: '$__timeGroup(c, 5m)', expanded: 'FROM_UNIXTIME(FLOOR(TO_UNIXTIME(c)/300)*300)' },
    { sql: 'select 1', expanded: 'select 1' },
    {
      sql: '$__timeFrom and $__timeFrom()',
      expanded: "TIMESTAMP '2026-01-02 00:00:00' and TIMESTAMP '2026-01-02 00:00:00'()",
    },
    { sql: '$__timeFrom (a)', expanded: "TIMESTAMP '2026-01-02 00:00:00' (a)" },
    {
      sql: "$__timeFilter(a,b,'c')",
      expanded: "parse_datetime(a,b) BETWEEN TIMESTAMP '2026-01-02 00:00:00' AND TIMESTAMP '2026-01-03 04:05:06'",
    },
    {
      sql: '$__timeFilter(a,)',
      expanded: "a BETWEEN TIMESTAMP '2026-01-02 00:00:00' AND TIMESTAMP '2026-01-03 04:05:06'",
    },
    { sql: "$__parseTime(a,b,'c')", expanded: 'TIMESTAMP a' },
    { sql: "$__unixEpochGroup(e,1d,'yyyy')", expanded: "FROM_UNIXTIME(FLOOR(parse_datetime(e,'yyyy')/86400)*86400)" },
    { sql: "$__timeGroup(c,'1h30m')", expanded: 'FROM_UNIXTIME(FLOOR(TO_UNIXTIME(c)/5400)*5400)' },
    {
      sql: "$__timeGroup(c,'1.5h','yyyy-MM-dd HH:mm:ss')",
      expanded: 'FROM_UNIXTIME(FLOOR(TO_UNIXTIME(TIMESTAMP c)/5400)*5400)',
    },
    { sql: "$__timeGroup(c,'2w')", expanded: 'FROM_UNIXTIME(FLOOR(TO_UNIXTIME(c)/1.2096e+06)*1.2096e+06)' },
    { sql: "$__timeGroup(c,'1M')", expanded: 'FROM_UNIXTIME(FLOOR(TO_UNIXTIME(c)/2.6784e+06)*2.6784e+06)' },
    { sql: "$__timeGroup(c,'10us')", expanded: 'FROM_UNIXTIME(FLOOR(TO_UNIXTIME(c)/1e-05)*1e-05)' },
    { sql: "$__rawTimeTo('EEEE d MMMM yyyy hh:mm a')", expanded: "'Saturday 3 January 2026 04:05 am'" },
    { sql: "$__rawTimeFrom('yyyy','MM')", expanded: "'2026-01-02 00:00:00'" },
    {
      sql: "'$__timeTo()' -- $__dateFilter(d)",
      expanded: "'$__timeTo()' -- d BETWEEN date '2026-01-02' AND date '2026-01-03'",
    },
    { sql: "'it''s $__timeTo()' \"$__interval\" $__interval", expanded: "'it''s $__timeTo()' \"$__interval\" 1h" },
    {
      sql: "-- it's\n$__interval /* it's */ $__interval '$__interval",
      expanded: "-- it's\n1h /* it's */ 1h '$__interval",
    },
    {
      sql: "$__timeFilter($__parseTime('$__interval','yyyy'))",
      expanded:
        "parse_datetime('$__interval','yyyy') BETWEEN TIMESTAMP '2026-01-02 00:00:00' AND TIMESTAMP '2026-01-03 04:05:06'",
    },
  ])('$sql', ({ sql, expanded }) => {
    expect(expandMacros(sql, range)).toBe(expanded);
  });

  test('expands many calls of the same text in one go', () => {
    expect(expandMacros('$__interval '.repeat(1_000), range)).toBe('1h '.repeat(1_000));
  });

  test.each([
    { ms: 90_000, text: '1m' },
    { ms: 5_400_000, text: '1h' },
    { ms: 172_800_000, text: '2d' },
    { ms: 31_536_000_000, text: '1y' },
    { ms: 250, text: '250ms' },
    { ms: 0, text: '1ms' },
  ])('$ms ms is an interval of $text', ({ ms, text }) => {
    expect(expandMacros('$__interval', { ...range, intervalMs: ms })).toBe(text);
  });

  test.each([
    { sql: "$__timeGroup(c,'soon')", says: `error parsing interval 'soon': time: invalid duration "soon"` },
    { sql: '$__timeGroup(c,5)', says: 'error parsing interval 5: time: missing unit in duration "5"' },
    { sql: "$__timeGroup(c,'1x')", says: `error parsing interval '1x': time: unknown unit "x" in duration "1x"` },
    { sql: "$__timeGroup(c,'')", says: "error parsing interval '': empty input" },
    {
      sql: '$__timeGroup(c)',
      says: 'macro $__timeGroup needs time column and interval: unexpected number of arguments',
    },
    { sql: '$__unixEpochFilter(a,b)', says: 'expected one argument: unexpected number of arguments' },
    { sql: '$__timeFilter', says: 'expected at least one argument: unexpected number of arguments' },
    { sql: '$__parseTime', says: 'expected at least one argument: unexpected number of arguments' },
    { sql: '$__dateFilter', says: 'expected 1 argument, received 0: unexpected number of arguments' },
    { sql: '$__timeFilter(f(a', says: 'failed to parse macro arguments (missing close bracket?)' },
  ])('refuses $sql', ({ sql, says }) => {
    expect(() => expandMacros(sql, range)).toThrow(new MacroError(`Could not apply macros: ${says}`));
  });
});

describe('what would take long to expand', () => {
  const range = { fromMs: 0, toMs: 1_000, intervalMs: 60_000 };
  test.each([
    {
      name: 'nested macros',
      sql: `${'$__timeFilter('.repeat(4_000)}c${')'.repeat(4_000)}`,
      says: 'The SQL has 4000 macros, and at most 1000 are expanded',
    },
    {
      name: 'macros side by side',
      sql: '$__timeFrom() '.repeat(1_001),
      says: 'The SQL has 1001 macros, and at most 1000 are expanded',
    },
    {
      name: 'long SQL',
      sql: 'x'.repeat(262_145),
      says: 'The SQL has 262145 characters, and Athena takes at most 262144',
    },
  ])('is refused: $name', ({ sql, says }) => {
    expect(() => expandMacros(sql, range)).toThrow(MacroError);
    expect(() => expandMacros(sql, range)).toThrow(says);
  });

  test('is expanded up to the limits', () => {
    expect(expandMacros(`${'$__parseTime('.repeat(1_000)}c${')'.repeat(1_000)}`, range)).toBe(
      `${'TIMESTAMP '.repeat(1_000)}c`,
    );
    expect(expandMacros('x'.repeat(262_144), range)).toHaveLength(262_144);
  });
});

describe('interpolateVariables', () => {
  test.each([
    { name: 'several values', sql: 't in (${ticker:sqlstring})', values: ['A', 'B'], text: "t in ('A','B')" },
    { name: 'a hostile value', sql: '${ticker:sqlstring}', values: ["x') or 1=1 --"], text: "'x'') or 1=1 --'" },
    {
      name: 'a value that looks like a macro reference',
      sql: '${ticker:sqlstring}',
      values: ['${ticker}$&'],
      text: "'${ticker}$&'",
    },
    { name: 'no value', sql: 't in (${ticker:sqlstring})', values: [], text: 't in (NULL)' },
    { name: 'raw', sql: '${ticker:raw}', values: ['a', 'b'], text: 'a,b' },
  ])('$name', ({ sql, values, text }) => {
    expect(interpolateVariables(sql, { ticker: values })).toBe(text);
  });

  test.each(['${other:sqlstring}', '${ticker}', '${ticker:regex}'])('refuses %s', (sql) => {
    expect(() => interpolateVariables(sql, { ticker: ['A'] })).toThrow(MacroError);
  });
});
