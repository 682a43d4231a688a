import { type Kysely, type RawBuilder, sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { SqlCompileError, SqlExecutionError } from '../sql/errors.ts';
import { createView } from '../statements/create-view.ts';

/** The tables that the contract creates, in a separate database. */
export interface ContractTables {
  'dialect_contract.prices': { id: bigint; ticker: string | null; close: number | null; at: Date | null };
  'dialect_contract.above': { id: bigint };
}

/** What a dialect has beyond the common features. */
export interface DialectUnderTest {
  readonly db: Kysely<ContractTables>;
  /** Makes the empty database `dialect_contract`. */
  readonly makeDatabase: () => Promise<void>;
  /** How nested values come: with their types, or as the engine's own text. */
  readonly nested: 'typed' | 'text';
  readonly transactions: 'supported' | 'NOT_SUPPORTED';
  /** Whether the dialect was given a catalogue to read. */
  readonly introspection: 'supported' | 'NOT_SUPPORTED';
}

const value = (expression: RawBuilder<unknown>) => sql<{ v: unknown }>`select ${expression} as v`;
const instant = new Date('2026-05-29T19:30:00.123Z');

/**
 * What every dialect must do on its engine. One suite for DuckDB, Trino and Athena.
 *
 * @example
 * describeDialect('DuckDbDialect', { db, makeDatabase, nested: 'typed', transactions: 'supported', introspection: 'supported' });
 */
export function describeDialect(
  name: string,
  { db, makeDatabase, nested, transactions, introspection }: DialectUnderTest,
): void {
  describe(`${name} keeps the contract of the dialects`, { sequential: true }, () => {
    beforeAll(async () => {
      await makeDatabase();
      const rows = sql`select cast(1 as bigint) as id, cast('AAPL' as varchar) as ticker, cast(1.5 as double) as close, cast(${instant} as timestamp(3)) as at
        union all select 9007199254740993, '', null, null union all select 3, null, cast(${'NaN'} as double), null`;
      await sql`create table ${sql.table('dialect_contract.prices')} as ${rows}`.execute(db);
    });

    test.each([
      {
        name: 'a bigint beyond 2^53',
        expression: sql`cast(${'9007199254740993'} as bigint)`,
        expected: 9_007_199_254_740_993n,
      },
      { name: 'an integer', expression: sql`cast(-7 as integer)`, expected: -7 },
      { name: 'a decimal as text', expression: sql`cast(${'1.50'} as decimal(10, 2))`, expected: '1.50' },
      {
        name: 'a long decimal as text',
        expression: sql`cast(${'12345678901234567890123456.789'} as decimal(38, 3))`,
        expected: '12345678901234567890123456.789',
      },
      { name: 'a double', expression: sql`${0.1}`, expected: 0.1 },
      { name: 'NaN', expression: sql`cast(${'NaN'} as double)`, expected: Number.NaN },
      { name: 'minus Infinity', expression: sql`cast(${'-Infinity'} as double)`, expected: Number.NEGATIVE_INFINITY },
      { name: 'a 32-bit float', expression: sql`cast(1.1 as real)`, expected: Math.fround(1.1) },
      { name: 'a boolean', expression: sql`${true}`, expected: true },
      { name: 'NULL', expression: sql`cast(null as varchar)`, expected: null },
      { name: 'empty text, which is not NULL', expression: sql`${''}`, expected: '' },
      {
        name: 'text with quotes, line breaks and a question mark',
        expression: sql`${'it\'s "a?"\\\n\tb, ß 😀'}`,
        expected: 'it\'s "a?"\\\n\tb, ß 😀',
      },
      { name: 'a date', expression: sql`date '1969-12-31'`, expected: '1969-12-31' },
      { name: 'a timestamp as UTC instant', expression: sql`${instant}`, expected: instant },
      {
        name: 'a timestamp in microseconds, cut to the millisecond',
        expression: sql`cast('2026-05-29 19:30:00.123999' as timestamp(6))`,
        expected: instant,
      },
      {
        name: 'a timestamp before 1970',
        expression: sql`cast('1969-12-31 23:59:59.999' as timestamp(3))`,
        expected: new Date(-1),
      },
      {
        name: 'an instant that says its zone',
        expression: sql`cast(${'2026-05-29 15:30:00.123-04:00'} as timestamp with time zone)`,
        expected: instant,
      },
    ])('gives $name', async ({ expression, expected }) => {
      expect((await value(expression).execute(db)).rows).toEqual([{ v: expected }]);
    });

    test('reads a table, NULL and empty text apart, in order', async () => {
      expect(await db.selectFrom('dialect_contract.prices').selectAll().orderBy('id').execute()).toEqual([
        { id: 1n, ticker: 'AAPL', close: 1.5, at: instant },
        { id: 3n, ticker: null, close: Number.NaN, at: null },
        { id: 9_007_199_254_740_993n, ticker: '', close: null, at: null },
      ]);
    });

    test.each([
      { name: 'an empty list has no rows', list: [], expected: [] },
      { name: 'a list', list: ['AAPL', ''], expected: [1n, 9_007_199_254_740_993n] },
    ])('where in: $name', async ({ list, expected }) => {
      const rows = await db
        .selectFrom('dialect_contract.prices')
        .select('id')
        .where('ticker', 'in', list)
        .orderBy('id')
        .execute();
      expect(rows.map(({ id }) => id)).toEqual(expected);
    });

    test('not in an empty list has all rows', async () => {
      expect(
        await db.selectFrom('dialect_contract.prices').select('id').where('ticker', 'not in', []).execute(),
      ).toHaveLength(3);
    });

    test('gives a part of the rows', async () => {
      expect(
        await db.selectFrom('dialect_contract.prices').select('id').orderBy('id').limit(1).offset(1).execute(),
      ).toEqual([{ id: 3n }]);
    });

    test('names columns as asked', async () => {
      const rows = await db
        .selectFrom('dialect_contract.prices')
        .select((eb) => [eb.fn.countAll().as('count'), eb.fn.max('id').as('the "largest"')])
        .execute();
      expect(rows.map((row) => ({ ...row, [Object.keys(row)[1] ?? '']: row['the "largest"'] }))).toMatchObject([
        { count: 3n, 'the "largest"': 9_007_199_254_740_993n },
      ]);
    });

    test('streams every row once, in order', async () => {
      const numbers = sql<{
        n: bigint;
      }>`(select cast(a.n * 100 + b.n as bigint) as n from unnest(${sql.join([sql.raw(hundred)])}) as a(n) cross join unnest(${sql.raw(hundred)}) as b(n))`.as(
        'numbers',
      );
      const seen: bigint[] = [];
      for await (const { n } of db.selectFrom(numbers).select('n').orderBy('n').stream()) seen.push(n);
      expect(seen).toEqual(Array.from({ length: 10_000 }, (_, index) => BigInt(index)));
    });

    test('a stream that is left early disturbs nothing', async () => {
      for await (const row of db.selectFrom('dialect_contract.prices').select('id').orderBy('id').stream()) {
        expect(row).toEqual({ id: 1n });
        break;
      }
      expect((await value(sql`1`).execute(db)).rows).toEqual([{ v: 1 }]);
    });

    test('runs queries that were started together', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => value(sql`${index}`).execute(db)));
      expect(answers.map(({ rows }) => rows[0]?.v)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    });

    test('inserts, and says how many rows', async () => {
      const [result] = await db
        .insertInto('dialect_contract.prices')
        .values([
          { id: 5n, ticker: "O'Neil", close: -0.5, at: instant },
          { id: 6n, ticker: null, close: null, at: null },
        ])
        .execute();
      expect(result?.numInsertedOrUpdatedRows).toBe(2n);
      expect(
        await db.selectFrom('dialect_contract.prices').selectAll().where('id', 'in', [5n, 6n]).orderBy('id').execute(),
      ).toEqual([
        { id: 5n, ticker: "O'Neil", close: -0.5, at: instant },
        { id: 6n, ticker: null, close: null, at: null },
      ]);
    });

    test('reads a view whose database and name are said apart', async () => {
      const query = db.selectFrom('dialect_contract.prices').select('id').where('close', '=', 1.5);
      await sql.raw(createView({ database: 'dialect_contract', name: 'above' }, query.compile().sql)).execute(db);
      expect(await db.selectFrom('dialect_contract.above').selectAll().execute()).toEqual([{ id: 1n }]);
    });

    test.each([
      {
        name: "a view of Kysely's with a dot in its name",
        build: () =>
          db.schema.createView('dialect_contract.above').as(db.selectFrom('dialect_contract.prices').select('id')),
      },
      { name: 'distinct on', build: () => db.selectFrom('dialect_contract.prices').distinctOn('ticker').select('id') },
      { name: 'a value without a literal', build: () => value(sql`${{ a: 1 }}`) },
    ])('refuses $name before anything is sent', async ({ build }) => {
      await expect(build().execute(db as never)).rejects.toThrow(SqlCompileError);
    });

    test('says what the engine said, with the statement', async () => {
      const error: unknown = await sql`select * from dialect_contract.nowhere`
        .execute(db)
        .catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(SqlExecutionError);
      expect(error).toMatchObject({ transient: false, sql: expect.stringContaining('dialect_contract.nowhere') });
      expect(String(error)).toMatch(/nowhere.*does not exist/s);
    });

    test(`nested values are ${nested}`, async () => {
      const { rows } = await value(sql`${sql.raw('array[1, 2]')}`).execute(db);
      expect(rows).toEqual([{ v: nested === 'typed' ? [1, 2] : '[1, 2]' }]);
    });

    test(`transactions are ${transactions}`, async () => {
      const attempt = db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('dialect_contract.prices')
          .values({ id: 99n, ticker: null, close: null, at: null })
          .execute();
        throw new Error('roll back');
      });
      await expect(attempt).rejects.toThrow(transactions === 'supported' ? /roll back/ : /no transactions/);
      expect(await db.selectFrom('dialect_contract.prices').select('id').where('id', '=', 99n).execute()).toEqual([]);
    });

    test.runIf(introspection === 'supported')('knows its tables', async () => {
      const tables = (await db.introspection.getTables()).filter(({ schema }) => schema === 'dialect_contract');
      expect(
        tables
          .map(
            ({ name: table, isView, columns }) =>
              `${table} ${isView}: ${columns.map((column) => column.name).join(' ')}`,
          )
          .sort(),
      ).toEqual(['above true: id', 'prices false: id ticker close at']);
    });
  });
}

const hundred = `array[${Array.from({ length: 100 }, (_, index) => index).join(', ')}]`;
