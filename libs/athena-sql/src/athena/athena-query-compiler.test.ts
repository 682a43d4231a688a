import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { SqlCompileError } from '../sql/errors.ts';
import { athenaQueryBuilder, compileAthenaSql } from './athena-query-builder.ts';

interface Database {
  bars: { ticker: string; close: number; bar_start: Date };
}

const db = athenaQueryBuilder<Database>();

describe('AthenaQueryCompiler', () => {
  test.each([
    {
      name: 'writes values as typed literals',
      query: db
        .selectFrom('bars')
        .select('close')
        .where('ticker', '=', "O'Neil")
        .where('bar_start', '>=', new Date('2026-05-01T00:00:00Z'))
        .where('close', '>', 1.5),
      text: `select "close" from "bars" where "ticker" = 'O''Neil' and "bar_start" >= TIMESTAMP '2026-05-01 00:00:00.000' and "close" > 1.5E0`,
    },
    {
      name: 'puts OFFSET before LIMIT',
      query: db.selectFrom('bars').select('close').limit(10).offset(5),
      text: 'select "close" from "bars" offset 5 limit 10',
    },
    {
      name: 'keeps a LIMIT alone',
      query: db.selectFrom('bars').select('close').limit(10),
      text: 'select "close" from "bars" limit 10',
    },
    {
      name: 'makes an empty IN false',
      query: db.selectFrom('bars').select('close').where('ticker', 'in', []),
      text: 'select "close" from "bars" where 1 = 0',
    },
  ])('$name', ({ query, text }) => {
    expect(compileAthenaSql(query)).toBe(text);
    expect(query.compile().parameters).toEqual([]);
  });

  test('refuses distinct on', () => {
    expect(() => compileAthenaSql(db.selectFrom('bars').distinctOn('ticker').select('close'))).toThrow(/row_number/);
  });

  test.each([
    { name: 'a text of 262,144 bytes', bytes: 262_144, ok: true },
    { name: 'one byte more', bytes: 262_145, ok: false },
  ])('$name: $ok', ({ bytes, ok }) => {
    const overhead = compileAthenaSql(db.selectFrom('bars').select('close').where('ticker', '=', '')).length;
    // Two bytes a character: the limit counts bytes.
    const padding = 'é'.repeat(Math.floor((bytes - overhead) / 2)) + 'x'.repeat((bytes - overhead) % 2);
    const compile = () => compileAthenaSql(db.selectFrom('bars').select('close').where('ticker', '=', padding));
    if (ok) expect(new TextEncoder().encode(compile()).length).toBe(bytes);
    else expect(compile).toThrow(SqlCompileError);
  });

  test.each([
    {
      name: 'drop table',
      query: db.schema.dropTable('mkt.stage_7').ifExists(),
      text: 'drop table if exists `mkt`.`stage_7`',
    },
    {
      name: 'create schema',
      query: db.schema.createSchema('mkt').ifNotExists(),
      text: 'create schema if not exists `mkt`',
    },
    { name: 'drop schema', query: db.schema.dropSchema('mkt'), text: 'drop schema `mkt`' },
    {
      name: 'raw MSCK',
      query: sql`msck repair table ${sql.table('mkt.bars')}`,
      text: 'msck repair table `mkt`.`bars`',
    },
    { name: 'raw SHOW', query: sql` SHOW PARTITIONS ${sql.table('bars')}`, text: ' SHOW PARTITIONS `bars`' },
    {
      name: 'raw ALTER',
      query: sql`alter table ${sql.table('bars')} drop partition (${sql.ref('dt')} = ${'2026-05-29'})`,
      text: "alter table `bars` drop partition (`dt` = '2026-05-29')",
    },
    { name: 'a backtick in a name', query: sql`describe ${sql.id('a`b')}`, text: 'describe `a``b`' },
  ])("writes names as Athena's Hive parser reads them: $name", ({ query, text }) => {
    expect(query.compile(db).sql).toBe(text);
  });

  test.each([
    { name: 'drop view', query: db.schema.dropView('v'), text: 'drop view "v"' },
    {
      name: 'create table as',
      query: db.schema.createTable('mkt.t').as(db.selectFrom('bars').select('close')),
      text: 'create table "mkt"."t" as select "close" from "bars"',
    },
    { name: 'raw SELECT', query: sql`select ${sql.ref('close')}`, text: 'select "close"' },
  ])("and as Trino's does: $name", ({ query, text }) => {
    expect(query.compile(db).sql).toBe(text);
  });

  test.each([
    {
      name: 'a table of columns',
      query: db.schema.createTable('t').addColumn('x', 'integer'),
      says: /createIcebergTable/,
    },
    { name: 'a changed table', query: db.schema.alterTable('t').addColumn('x', 'integer'), says: /addColumns/ },
  ])('refuses $name, with what to use', ({ query, says }) => {
    expect(() => compileAthenaSql(query)).toThrow(says);
  });

  test('refuses a value without a literal, and says what to pass', () => {
    expect(() => sql`${Symbol('x')}`.compile(db)).toThrow(/pass text, a number/);
  });
});
