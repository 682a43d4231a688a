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

describe.skipIf(!isThere && process.env['CI'] !== 'true')('the real plugin’s answers (skipped: ../shared/conformance is absent)', () => {
  const vectors: Vectors = isThere ? (JSON.parse(readFileSync(path, 'utf8')) as Vectors) : { range: { from: '', to: '' }, intervalMs: 0, cases: [], newYorkTimeZone: { cases: [] } };
  const range = { fromMs: Date.parse(vectors.range.from), toMs: Date.parse(vectors.range.to), intervalMs: vectors.intervalMs };

  test('are there', () => expect(vectors.cases.length).toBeGreaterThan(20));

  test.each(vectors.cases)('$sql', ({ sql, expanded, error }) => {
    if (error === undefined) expect(expandMacros(sql, range)).toBe(expanded);
    else expect(() => expandMacros(sql, range)).toThrow(error);
  });

  test.each(vectors.newYorkTimeZone.cases)('$sql in New York', ({ sql, expanded }) => {
    expect(expandMacros(sql, { ...range, pluginTimeZone: 'America/New_York' })).toBe(expanded);
  });
});

describe('expandMacros', () => {
  const range = { fromMs: Date.UTC(2026, 0, 2), toMs: Date.UTC(2026, 0, 3, 4, 5, 6), intervalMs: 3_600_000 };
  test.each([
    { sql: 'a >= $__timeFrom() and b <= $__timeTo()', expanded: "a >= TIMESTAMP '2026-01-02 00:00:00' and b <= TIMESTAMP '2026-01-03 04:05:06'" },
    { sql: '$__timeFromX', expanded: '$__timeFromX' },
    { sql: '$__interval and $__interval_ms', expanded: '1h and 3600000' },
    { sql: '$__timeGroup(c, 5m)', expanded: 'FROM_UNIXTIME(FLOOR(TO_UNIXTIME(c)/300)*300)' },
    { sql: 'select 1', expanded: 'select 1' },
  ])('$sql', ({ sql, expanded }) => {
    expect(expandMacros(sql, range)).toBe(expanded);
  });

  test('refuses an interval that is none', () => {
    expect(() => expandMacros("$__timeGroup(c,'soon')", range)).toThrow(MacroError);
  });
});

describe('interpolateVariables', () => {
  test.each([
    { name: 'several values', sql: 't in (${ticker:sqlstring})', values: ['A', 'B'], text: "t in ('A','B')" },
    { name: 'a hostile value', sql: '${ticker:sqlstring}', values: ["x') or 1=1 --"], text: "'x'') or 1=1 --'" },
    { name: 'a value that looks like a macro reference', sql: '${ticker:sqlstring}', values: ['${ticker}$&'], text: "'${ticker}$&'" },
    { name: 'no value', sql: 't in (${ticker:sqlstring})', values: [], text: 't in (NULL)' },
    { name: 'raw', sql: '${ticker:raw}', values: ['a', 'b'], text: 'a,b' },
  ])('$name', ({ sql, values, text }) => {
    expect(interpolateVariables(sql, { ticker: values })).toBe(text);
  });

  test.each(['${other:sqlstring}', '${ticker}', '${ticker:regex}'])('refuses %s', (sql) => {
    expect(() => interpolateVariables(sql, { ticker: ['A'] })).toThrow(MacroError);
  });
});
