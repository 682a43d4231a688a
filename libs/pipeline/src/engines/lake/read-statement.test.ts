import { expect, test } from 'vitest';
import { RefusedSql } from '../duckdb/closed-engine/refused-sql.ts';
import { toReadStatement } from './read-statement.ts';

test.each([
  { name: 'a SELECT', text: 'select 1', sent: 'select 1', kind: 'select' },
  { name: 'its semicolon', text: "select ';' as a ;\n ; ", sent: "select ';' as a", kind: 'select' },
  { name: 'a comment after it', text: 'select 1; -- done; really', sent: 'select 1', kind: 'select' },
  { name: 'a comment before it', text: '/* drop */ -- x\nSELECT 1', sent: '/* drop */ -- x\nSELECT 1', kind: 'select' },
  { name: 'parentheses', text: '(select 1) union (select 2)', sent: '(select 1) union (select 2)', kind: 'select' },
  {
    name: 'a WITH',
    text: 'with a as (select 1) select * from a',
    sent: 'with a as (select 1) select * from a',
    kind: 'with',
  },
  { name: 'a SHOW', text: 'show tables', sent: 'show tables', kind: 'show' },
  { name: 'a DESC', text: 'desc bars', sent: 'desc bars', kind: 'describe' },
  { name: 'quotes in a name', text: 'select 1 as "a;""b"', sent: 'select 1 as "a;""b"', kind: 'select' },
])('$name is sent', ({ text, sent, kind }) => {
  expect(toReadStatement(text)).toMatchObject({ text: sent, kind });
});

test.each([
  { text: 'WITH a as (select 1) select * from a', withEnd: 4 },
  { text: '-- (\nwith a as (select 1) select * from a', withEnd: 9 },
  { text: '(with a as (select 1) select * from a)', withEnd: null },
  { text: 'select 1', withEnd: null },
])('a leading WITH is found in $text', ({ text, withEnd }) => {
  expect(toReadStatement(text).withEnd).toBe(withEnd);
});

test.each([
  { name: 'nothing', text: ' -- select 1' },
  { name: 'a write', text: 'insert into bars select * from bars' },
  { name: 'a write after a comment', text: '/* select */ delete from bars' },
  { name: 'a second statement', text: 'select 1; drop table bars' },
  { name: 'a second statement after a text', text: "select ';'';' ; drop table bars" },
  { name: 'the plan of a write', text: 'explain analyze delete from bars' },
  { name: 'a procedure', text: "call system.sync_partition_metadata('a', 'b', 'ADD')" },
  { name: 'a setting', text: 'set session query_max_scan_physical_bytes = null' },
  { name: 'a word that only begins so', text: 'selected' },
  { name: 'a NUL', text: 'select 1\0' },
])('$name is refused', ({ text }) => {
  expect(() => toReadStatement(text)).toThrow(RefusedSql);
});
