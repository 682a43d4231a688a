import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { allowedFunctions, allowedTableFunctions } from './allowed-functions.ts';
import { type ClosedEngine, type ClosedSession, openClosedEngine } from './open-closed-engine.ts';
import { RefusedSql } from './refused-sql.ts';

let folder: string;
let engine: ClosedEngine;
let session: ClosedSession;
const ask = async (text: string): Promise<unknown[][]> =>
  (await session.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text))).rows.map((row) =>
    Object.values(row),
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickerlake-closed-'));
  const maker = await DuckDBInstance.create(':memory:');
  const connection = await maker.connect();
  for (const name of ["it's.parquet", 'refused.parquet'])
    await connection.run(`copy (select 1 as a) to '${join(folder, name).replaceAll("'", "''")}' (format parquet)`);
  connection.closeSync();
  maker.closeSync();
  await writeFile(join(folder, 'note.txt'), 'x');
  await mkdir(join(folder, 'inner'));
  engine = await openClosedEngine({
    files: [join(folder, "it's.parquet")],
    async setUp(db) {
      await sql`create view ours as select * from read_parquet(${sql.lit(join(folder, "it's.parquet"))})`.execute(db);
      await sql`create macro own_function(x) as x + 1`.execute(db);
    },
  });
  session = await engine.connect();
});
afterAll(async () => {
  await session.close();
  engine.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a closed engine answers', () => {
  test.each([
    { sql: 'select a from ours', rows: [[1]] },
    { sql: 'with c as (select a + 1 as b from ours) select b from c', rows: [[2]] },
    { sql: 'from ours', rows: [[1]] },
    { sql: 'values (1)', rows: [[1]] },
    { sql: 'select own_function(a) from ours', rows: [[2]] },
    { sql: 'select OWN_FUNCTION(a), Sum(a) over (), row_number() over (order by a) from ours', rows: [[2, 1n, 1n]] },
    { sql: 'select x from range(2) t(x) union all select * from unnest([7]) order by 1', rows: [[0n], [1n], [7n]] },
    { sql: "select 'read_text(''x'')' as text -- read_text('x')", rows: [["read_text('x')"]] },
    { sql: 'select 7 / 2 as quotient', rows: [[3]] },
    {
      sql: "select extract(year from date '2026-05-01'), [i * 2 for i in [1]][1], {'a': 1}.a, cast('1' as integer) in (1, 2), 'a' like 'a'",
      rows: [[2026n, 2, 1, true, true]],
    },
    { sql: 'from ours pivot (sum(a) for a in (1))', rows: [[1n]] },
    { sql: 'describe select a from ours', rows: [['a', 'INTEGER', 'YES', null, null, null]] },
    { sql: "select count(*) from information_schema.tables where table_name = 'ours'", rows: [[1n]] },
  ])('$sql', async ({ sql: text, rows }) => {
    expect(await ask(text)).toEqual(rows);
  });

  it('plans', async () => {
    expect((await ask('explain select a from ours')).length).toBeGreaterThan(0);
  });

  it.each([
    { name: 'one line', text: 'select nosuch from ours', line: '\nLINE 1: select nosuch from ours\n               ^' },
    { name: 'two lines', text: 'select a,\nnosuch from ours', line: '\nLINE 2: nosuch from ours\n        ^' },
  ])('a wrong column of a view of $name with its place in the statement', async ({ text, line }) => {
    await expect(session.columnsOf(text)).rejects.toThrow(line);
  });

  it('a text that cannot be parsed with what DuckDB says of it', async () => {
    await expect(ask('selec 1')).rejects.toThrow(/Parser Error: syntax error at or near "selec"/);
  });
});

describe('a closed engine refuses', () => {
  test.each([
    {
      name: 'a table function that reads only its argument',
      sql: "select * from sql_auto_complete('sel')",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one in other letters',
      sql: "select * from SQL_Auto_Complete('sel')",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one with its schema',
      sql: "select * from main.sql_auto_complete('sel')",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one within a subquery',
      sql: "select (select count(*) from sql_auto_complete('sel'))",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one in a common table expression',
      sql: "with c as (select * from sql_auto_complete('sel')) select 1",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one within another',
      sql: "select * from unnest((select list(suggestion) from sql_auto_complete('sel')))",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one that is joined laterally',
      sql: "select * from ours, lateral (select * from sql_auto_complete('sel'))",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one that is described',
      sql: "describe select * from sql_auto_complete('sel')",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one in a set operation',
      sql: "select 'a' union select suggestion from sql_auto_complete('sel')",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one that is pivoted',
      sql: "from sql_auto_complete('sel') pivot (count(*) for suggestion in ('a'))",
      says: 'table function sql_auto_complete',
    },
    {
      name: 'one whose plan is requested',
      sql: "explain select * from sql_auto_complete('sel')",
      says: 'table function sql_auto_complete',
    },
    { name: 'a function that changes the session', sql: 'select setseed(0.5)', says: 'function setseed' },
    { name: 'one in a filter', sql: 'select a from ours where setseed(0.5) is null', says: 'function setseed' },
    {
      name: 'one in an aggregate',
      sql: 'select sum(a) filter (where setseed(0.5) is null) from ours',
      says: 'function setseed',
    },
    { name: 'one in an order', sql: 'select a from ours order by setseed(0.5)', says: 'function setseed' },
    { name: 'one in a window', sql: 'select sum(a) over (order by setseed(0.5)) from ours', says: 'function setseed' },
    { name: 'one in a lambda', sql: 'select list_transform([0.5], lambda x: setseed(x))', says: 'function setseed' },
    { name: 'a setting that is read', sql: "select current_setting('threads')", says: 'function current_setting' },
    { name: 'two statements', sql: 'select 1; select 2', says: 'one SELECT' },
    { name: 'no statement', sql: '  ', says: 'one SELECT' },
    { name: 'a setting that is changed', sql: 'set threads = 1', says: 'one SELECT' },
    { name: 'a table that is made', sql: 'create table t (x integer)', says: 'one SELECT' },
    { name: 'an analysis, which runs its statement', sql: 'explain analyze select 1', says: 'one SELECT' },
    { name: 'a prepared statement', sql: 'prepare s as select 1', says: 'one SELECT' },
    { name: 'a NUL character', sql: 'select 1 \0 + 1', says: 'NUL' },
  ])('$name', async ({ sql: text, says }) => {
    const error = await ask(text).catch((cause: unknown) =>
      cause instanceof Error && cause.cause !== undefined ? cause.cause : cause,
    );
    expect(error).toBeInstanceOf(RefusedSql);
    expect(String(error)).toContain(says);
  });

  test.each(['refused.parquet', 'note.txt', '*.parquet', '[i]*.parquet', 'inner', './inner/../refused.parquet'])(
    'the file %s next to its own',
    async (name) => {
      await expect(ask(`select * from '${join(folder, '.')}/${name}'`)).rejects.toThrow(
        /Permission Error|does not exist/,
      );
    },
  );

  it('to write: its folder holds what it held', async () => {
    await expect(ask(`copy (select 1) to '${join(folder, 'written.csv')}'`)).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual(['inner', "it's.parquet", 'note.txt', 'refused.parquet']);
  });
});

describe('the lists', () => {
  it('name functions that DuckDB has, and none that it says has side effects but those that draw random values or stop a query', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const rows = (
      await connection.runAndReadAll(
        'select lower(function_name), function_type, bool_or(coalesce(has_side_effects, false)) from duckdb_functions() group by all',
      )
    ).getRows();
    connection.closeSync();
    instance.closeSync();
    const effects = rows
      .filter(([name, , hasEffects]) => hasEffects === true && allowedFunctions.has(String(name)))
      .map(([name]) => name);
    expect(effects.sort()).toEqual(['error', 'gen_random_uuid', 'random', 'uuid']);
    const tables = new Set(rows.filter(([, type]) => type === 'table').map(([name]) => name));
    expect([...allowedTableFunctions].filter((name) => !tables.has(name))).toEqual([]);
    // These names are grammar: they never reach the catalogue.
    const known = new Set([
      ...rows.map(([name]) => name),
      'coalesce',
      'current_time',
      'current_timestamp',
      'grouping',
      'grouping_id',
      'ifnull',
      'isnull',
      'if',
      'localtime',
      'localtimestamp',
      'overlay',
      '#',
      '||',
      '!',
    ]);
    expect([...allowedFunctions].filter((name) => !known.has(name))).toEqual([]);
  });
});
