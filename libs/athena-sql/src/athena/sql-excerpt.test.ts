import { expect, test } from 'vitest';
import { readsOnly } from './reads-only.ts';
import { toSqlExcerpt } from './sql-excerpt.ts';

test.each([
  { name: 'hides text', sql: "select 'a', 'it''s', ''", excerpt: "select '…', '…', '…'" },
  { name: 'hides text that is not closed', sql: "select 'secret", excerpt: "select '…'" },
  { name: 'drops comments', sql: "-- key 'x'\nselect /* 'y' */ 1 /* open", excerpt: 'select 1' },
  { name: 'keeps quoted names, and what looks like a comment in them', sql: 'select "a--b", "c\'d" from t', excerpt: 'select "a--b", "c\'d" from t' },
  { name: 'is one line', sql: ' select\n\t1 ', excerpt: 'select 1' },
])('an excerpt $name', ({ sql, excerpt }) => {
  expect(toSqlExcerpt(sql)).toBe(excerpt);
});

test('an excerpt has at most 300 characters', () => {
  expect(toSqlExcerpt(`select ${'x'.repeat(400)}`)).toHaveLength(300);
});

test.each([
  { sql: 'select 1', expected: true },
  { sql: '  ((\n-- c\nwith a as (select 1) select * from a))', expected: true },
  { sql: '/* insert */ VALUES 1', expected: true },
  { sql: 'explain insert into t select 1', expected: true },
  { sql: 'describe t', expected: true },
  { sql: 'explain analyze select 1', expected: true },
  { sql: 'explain analyze verbose insert into t select 1', expected: false },
  { sql: 'insert into t select 1', expected: false },
  { sql: 'unload (select 1) to \'s3://x/\'', expected: false },
  { sql: 'optimize t rewrite data using bin_pack', expected: false },
  { sql: '-- select', expected: false },
  { sql: '', expected: false },
])('"$sql" only reads: $expected', ({ sql, expected }) => {
  expect(readsOnly(sql)).toBe(expected);
});
