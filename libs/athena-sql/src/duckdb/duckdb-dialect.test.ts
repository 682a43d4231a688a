import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { SqlExecutionError } from '../sql/errors.ts';
import { openDuckDb } from '../testing/open-duckdb.ts';

describe('DuckDbDialect', () => {
  test.each([
    { name: 'a bigint beyond 2^53', text: '9007199254740993', value: 9_007_199_254_740_993n },
    { name: 'a sum of integers, which is HUGEINT', text: 'sum(x) from (values (1), (2)) as t(x)', value: 3n },
    { name: 'a decimal as text', text: "CAST('1.50' AS DECIMAL(4, 2))", value: '1.50' },
    { name: 'a double', text: '1.5E0', value: 1.5 },
    { name: 'NULL', text: 'NULL', value: null },
    { name: 'empty text', text: "''", value: '' },
    { name: 'a date', text: "DATE '2026-02-28'", value: '2026-02-28' },
    { name: 'a date before 1970', text: "DATE '1969-12-31'", value: '1969-12-31' },
    {
      name: 'a timestamp in ms',
      text: "TIMESTAMP_MS '2026-05-29 19:30:00.123'",
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    {
      name: 'a timestamp in µs',
      text: "TIMESTAMP '2026-05-29 19:30:00.123456'",
      value: new Date('2026-05-29T19:30:00.123Z'),
    },
    { name: 'a timestamp before 1970', text: "TIMESTAMP '1969-12-31 23:59:59.999'", value: new Date(-1) },
    {
      name: 'a timestamp with time zone',
      text: "TIMESTAMPTZ '2026-05-29 15:30:00-04:00'",
      value: new Date('2026-05-29T19:30:00Z'),
    },
    { name: 'a boolean', text: 'TRUE', value: true },
    { name: 'integer division as Trino does it', text: '7 / 2', value: 3 },
    { name: 'double division', text: '7E0 / 2E0', value: 3.5 },
  ])('gives $name', async ({ text, value }) => {
    const { run } = await openDuckDb();
    expect(
      await run(`select ${text.includes(' from ') ? text.replace(' from ', ' as v from ') : `${text} as v`}`),
    ).toEqual([{ v: value }]);
  });

  test('names an aggregate column as asked', async () => {
    const { db, run } = await openDuckDb<{ t: { x: number } }>();
    await run('create table t as select 1 as x');
    expect(
      await db
        .selectFrom('t')
        .select((eb) => eb.fn.countAll().as('count'))
        .execute(),
    ).toEqual([{ count: 1n }]);
  });

  test('sorts NULL last', async () => {
    const { run } = await openDuckDb();
    expect(await run('select x from (values (2), (NULL), (1)) as t(x) order by x')).toEqual([
      { x: 1 },
      { x: 2 },
      { x: null },
    ]);
  });

  test('leaves question marks in text alone', async () => {
    const { db, run } = await openDuckDb<{ t: { x: string } }>();
    await run("create table t as select 'a?b' as x");
    expect(await db.selectFrom('t').selectAll().where('x', '=', 'a?b').execute()).toEqual([{ x: 'a?b' }]);
  });

  test('streams every row once, in order', async () => {
    const { db } = await openDuckDb();
    let rows = 0;
    for await (const row of db
      .selectFrom(sql<{ range: bigint }>`range(10000)`.as('r'))
      .selectAll()
      .stream()) {
      expect(row).toEqual({ range: BigInt(rows) });
      rows += 1;
    }
    expect(rows).toBe(10_000);
  });

  test('runs queries that were started together one after the other', async () => {
    const { run } = await openDuckDb();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => run(`select ${index} as i`)));
    expect(answers.map((rows) => rows[0]?.['i'])).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('rolls a transaction back', async () => {
    const { db, run } = await openDuckDb<{ t: { x: number } }>();
    await run('create table t (x integer)');
    await expect(
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto('t').values({ x: 1 }).execute();
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await run('select * from t')).toEqual([]);
  });

  test('says what DuckDB said, with the statement', async () => {
    const { run } = await openDuckDb();
    const error = await run('select * from nowhere').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(SqlExecutionError);
    expect(error).toMatchObject({ engine: 'duckdb', transient: false, sql: 'select * from nowhere' });
    expect(String(error)).toContain('nowhere does not exist');
  });

  test.each([
    { name: 'a list with NULL', text: '[1, NULL]::BIGINT[]', value: [1n, null] },
    { name: 'an array', text: "array_value(DATE '2026-05-29')", value: ['2026-05-29'] },
    { name: 'a struct', text: "{'a': 1::BIGINT, 'b': ['x']}", value: { a: 1n, b: ['x'] } },
    { name: 'a map', text: "map(['a'], [1.5E0])", value: new Map([['a', 1.5]]) },
    { name: 'bytes', text: "'\\x00\\xFF'::BLOB", value: Uint8Array.of(0, 255) },
  ])('gives $name, typed', async ({ text, value }) => {
    const { run } = await openDuckDb();
    expect(await run(`select ${text} as v`)).toEqual([{ v: value }]);
  });

  test.each(["TIME '10:00:00'", 'INTERVAL 1 DAY', "row(1, 'x')", "TIMESTAMP 'infinity'"])(
    'refuses %s with a way out',
    async (text) => {
      const { run } = await openDuckDb();
      await expect(run(`select ${text} as v`)).rejects.toThrow(/cast it to text/);
    },
  );

  test('knows its tables', async () => {
    const { db, run } = await openDuckDb();
    await run('create table t (ticker varchar not null, close double)');
    await run('create view v as select ticker from t');
    const tables = await db.introspection.getTables();
    expect(
      tables.map(({ name, isView, columns }) => ({
        name,
        isView,
        columns: columns.map((column) => `${column.name} ${column.dataType} ${column.isNullable}`),
      })),
    ).toEqual([
      { name: 't', isView: false, columns: ['ticker VARCHAR false', 'close DOUBLE true'] },
      { name: 'v', isView: true, columns: ['ticker VARCHAR true'] },
    ]);
  });
});
