import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Kysely, sql } from 'kysely';
import { openTrino } from '../testing/open-trino.ts';
import { TrinoDialect } from './trino-dialect.ts';
import { TrinoQueryError } from './trino-query-error.ts';
import type { TrinoStatistics } from './trino-statistics.ts';

const { trinoUrl, bucket } = inject('engines');
const { client, db } = openTrino<{ 'trino_dialect.numbers': { n: bigint; label: string | null } }>(trinoUrl);

beforeAll(async () => {
  await sql`create schema if not exists trino_dialect with (location = ${sql.lit(`s3://${bucket}/trino-dialect/`)})`.execute(
    db,
  );
  await sql`drop table if exists trino_dialect.numbers`.execute(db);
  await sql`create table trino_dialect.numbers as select n, nullif(cast(n as varchar), '3') as label from unnest(sequence(bigint '9007199254740992', bigint '9007199254740999')) as t(n)`.execute(
    db,
  );
});

afterAll(async () => {
  await sql`drop table if exists trino_dialect.numbers`.execute(db);
  await sql`drop schema if exists trino_dialect`.execute(db);
});

describe('TrinoDialect on Trino', () => {
  test('reads a table with exact integers', async () => {
    const rows = await db.selectFrom('trino_dialect.numbers').select('n').orderBy('n').offset(1).limit(2).execute();
    expect(rows).toEqual([{ n: 9_007_199_254_740_993n }, { n: 9_007_199_254_740_994n }]);
  });

  test('reads every kind of value', async () => {
    const { rows } =
      await sql`select real '1.1' as r, decimal '1.50' as d, timestamp '2026-05-29 19:30:00.123456' as micro,
      with_timezone(timestamp '2026-05-29 15:30:00.5', 'America/New_York') as zoned, date '2026-05-29' as day, x'00ff' as bytes, '' as empty,
      cast(null as varchar) as nothing, nan() as nan, array[1, null] as list, map(array['a'], array[1.5e0]) as map,
      cast(row(1, 'x') as row(a bigint, b varchar)) as named, array[array[date '2026-05-29']] as nested, true as yes, tinyint '-1' as small`.execute(
        db,
      );
    expect(rows).toEqual([
      {
        r: Math.fround(1.1),
        d: '1.50',
        micro: new Date('2026-05-29T19:30:00.123Z'),
        zoned: new Date('2026-05-29T19:30:00.500Z'),
        day: '2026-05-29',
        bytes: Uint8Array.of(0, 255),
        empty: '',
        nothing: null,
        nan: Number.NaN,
        list: [1, null],
        map: new Map([['a', 1.5]]),
        named: { a: 1n, b: 'x' },
        nested: [['2026-05-29']],
        yes: true,
        small: -1,
      },
    ]);
  });

  test('streams many rows, page by page, each once', async () => {
    let pages = 0;
    let rows = 0;
    for await (const page of client.pages(
      "select n, rpad(cast(n as varchar), 100, 'x') as text from unnest(sequence(1, 10000)) as t(n), unnest(sequence(1, 10)) as u(m)",
    )) {
      pages += page.rows.length > 0 ? 1 : 0;
      rows += page.rows.length;
    }
    expect(rows).toBe(100_000);
    expect(pages).toBeGreaterThan(1);
  });

  test('throws what Trino said', async () => {
    const failure = await sql`select nope from trino_dialect.numbers`.execute(db).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TrinoQueryError);
    expect(failure).toMatchObject({
      errorName: 'COLUMN_NOT_FOUND',
      errorType: 'USER_ERROR',
      errorCode: 47,
      transient: false,
      location: { line: 1, column: 8 },
    });
  });

  test('gives session properties to one query only', async () => {
    const short = new Kysely<unknown>({
      dialect: new TrinoDialect({ client, query: { sessionProperties: { query_max_planning_time: '7m' } } }),
    });
    const planningTime = (on: Kysely<unknown>) =>
      sql<Record<string, string>>`show session like 'query_max_planning_time'`
        .execute(on)
        .then(({ rows }) => rows[0]?.['Value']);
    expect(await planningTime(short)).toBe('7m');
    expect(await planningTime(openTrino(trinoUrl).db)).toBe('10.00m');
  });

  test('cancels on Trino when the iteration ends early', async () => {
    const endless =
      'select count(*) as v from unnest(sequence(1, 10000)) as a(x), unnest(sequence(1, 10000)) as b(y), unnest(sequence(1, 1000)) as c(z)';
    let queryId = '';
    for await (const page of client.pages(endless)) {
      ({ queryId } = page);
      if (page.statistics.state === 'RUNNING') break;
    }
    await expect
      .poll(
        async () => {
          const { rows } = await sql<{
            state: string;
            error_code: string | null;
          }>`select state, error_code from system.runtime.queries where query_id = ${queryId}`.execute(db);
          return rows;
        },
        { timeout: 20_000 },
      )
      .toEqual([{ state: 'FAILED', error_code: 'USER_CANCELED' }]);
  });

  test('counts changed rows, and reports bytes read', async () => {
    const taken: TrinoStatistics[] = [];
    const counted = new Kysely<{ 'trino_dialect.numbers': { n: bigint; label: string | null } }>({
      dialect: new TrinoDialect({ client, onStatistics: (statistics) => taken.push(statistics) }),
    });
    const [inserted] = await counted
      .insertInto('trino_dialect.numbers')
      .values([
        { n: 1n, label: null },
        { n: 2n, label: "it's" },
      ])
      .execute();
    expect(inserted?.numInsertedOrUpdatedRows).toBe(2n);
    expect(
      await counted.selectFrom('trino_dialect.numbers').select('label').where('n', '<', 3n).orderBy('n').execute(),
    ).toEqual([{ label: null }, { label: "it's" }]);
    expect(taken.at(-1)?.physicalInputBytes).toBeGreaterThan(0);
  });

  test('knows its tables', async () => {
    const tables = await db.introspection.getTables();
    const numbers = tables.find(({ schema, name }) => schema === 'trino_dialect' && name === 'numbers');
    expect(numbers?.columns.map(({ name, dataType }) => `${name} ${dataType}`)).toEqual(['n bigint', 'label varchar']);
    expect(await db.introspection.getSchemas()).toContainEqual({ name: 'trino_dialect' });
  });
});
