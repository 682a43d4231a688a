import { type Expression, type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { athenaQueryBuilder, compileAthenaSql } from '../athena/athena-query-builder.ts';
import { openDuckDb } from '../testing/open-duckdb.ts';
import {
  asDate,
  asDouble,
  asInt64,
  asText,
  intDiv,
  isFinite,
  isNan,
  maxBy,
  minBy,
  msOfTimestamp,
  timestampOfMs,
  utc,
} from './functions.ts';

const instant = new Date('2026-05-29T19:30:00.123Z');
const epochMs = BigInt(instant.getTime());

interface Case {
  readonly name: string;
  readonly expression: () => Expression<unknown>;
  readonly athena: string;
  readonly value: unknown;
}

const cases: readonly Case[] = [
  {
    name: 'intDiv truncates',
    expression: () => intDiv(sql.lit(7), sql.lit(2)),
    athena: '(7 / nullif(2, 0))',
    value: 3,
  },
  {
    name: 'intDiv of a negative truncates towards zero',
    expression: () => intDiv(sql`(-7)`, sql.lit(2)),
    athena: '((-7) / nullif(2, 0))',
    value: -3,
  },
  {
    name: 'timestampOfMs is exact',
    expression: () => timestampOfMs(sql.lit(epochMs)),
    athena: `date_add('millisecond', ${epochMs} % 60000, date_add('minute', ${epochMs} / 60000, TIMESTAMP '1970-01-01 00:00:00.000'))`,
    value: instant,
  },
  {
    name: 'msOfTimestamp is its inverse',
    expression: () => msOfTimestamp(sql`${instant}`),
    athena: `date_diff('millisecond', TIMESTAMP '1970-01-01 00:00:00.000', TIMESTAMP '2026-05-29 19:30:00.123')`,
    value: epochMs,
  },
  {
    name: 'isFinite refuses NaN',
    expression: () => isFinite(sql<number>`cast('nan' as double)`),
    athena: "is_finite(cast('nan' as double))",
    value: false,
  },
  {
    name: 'isNan finds NaN',
    expression: () => isNan(sql<number>`cast('nan' as double)`),
    athena: "is_nan(cast('nan' as double))",
    value: true,
  },
  { name: 'asDouble', expression: () => asDouble(sql<number>`${1n}`), athena: 'CAST(1 AS double)', value: 1 },
  { name: 'asInt64', expression: () => asInt64(sql`${3}`), athena: 'CAST(3 AS bigint)', value: 3n },
  {
    name: 'asDate',
    expression: () => asDate(sql`${'2026-05-29'}`),
    athena: "CAST('2026-05-29' AS date)",
    value: '2026-05-29',
  },
  { name: 'asText', expression: () => asText(sql<bigint>`${12n}`), athena: 'CAST(12 AS varchar)', value: '12' },
  {
    name: 'utc keeps the instant',
    expression: () => utc(sql`${instant}`),
    athena: "with_timezone(TIMESTAMP '2026-05-29 19:30:00.123', 'UTC')",
    value: instant,
  },
];

describe('portable functions', () => {
  test.each(cases)('$name', async ({ expression, athena, value }) => {
    const { db } = await openDuckDb();
    const { rows } = await sql<{ v: unknown }>`select ${expression()} as v`.execute(db);
    expect(rows).toEqual([{ v: value }]);
    expect(sql`${expression()}`.compile(athenaQueryBuilder()).sql).toBe(athena);
  });

  test('minBy and maxBy take the row of the extreme, NULL values included', async () => {
    const { db, run } = await openDuckDb<{ t: { v: number | null; o: number } }>();
    await run('create table t as select * from (values (NULL, 1), (2, 2), (3, 3)) as t(v, o)');
    const query = (on: Kysely<{ t: { v: number | null; o: number } }>) =>
      on
        .selectFrom('t')
        .select((eb) => [minBy(eb.ref('v'), eb.ref('o')).as('first'), maxBy(eb.ref('v'), eb.ref('o')).as('last')]);
    expect(await query(db).execute()).toEqual([{ first: null, last: 3 }]);
    expect(compileAthenaSql(query(athenaQueryBuilder()))).toBe(
      'select min_by("v", "o") as "first", max_by("v", "o") as "last" from "t"',
    );
  });

  test('texts that differ, and texts compared with numbers, are refused by their types', () => {
    // @ts-expect-error A double has another text on each engine.
    asText(sql<number>`x`);
    // @ts-expect-error So has a timestamp.
    asText(sql<Date>`x`);
    // @ts-expect-error Trino compares no text with a number; DuckDB casts.
    athenaQueryBuilder<{ t: { s: string } }>().selectFrom('t').where('s', '=', 5);
  });
});
