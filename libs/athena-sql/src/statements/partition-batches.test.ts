import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlCompileError } from '../sql/errors.ts';
import { openDuckDb } from '../testing/open-duckdb.ts';
import type { TableBuild } from './create-table-as.ts';
import {
  maxOpenPartitions,
  partitionBatches,
  type PartitionKey,
  selectPartitionKeys,
  toBatchedBuild,
} from './partition-batches.ts';

const build: TableBuild = {
  table: { database: 'mkt', name: 'stage' },
  columns: [
    { name: 'month', type: 'string' },
    { name: 'close', type: 'double' },
  ],
  query: 'select * from src',
  location: 's3://lake/stage/7/a1/',
  partitionedBy: ['month'],
};

describe('partitionBatches', () => {
  test('gives every key once, in batches that the engines take', () => {
    const key = fc.array(fc.option(fc.string({ maxLength: 2 })), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 300 }), fc.integer({ min: 1, max: maxOpenPartitions }), (keys, max) => {
        const batches = partitionBatches(keys, max);
        const texts = batches.flat().map((one) => JSON.stringify(one));
        expect(new Set(texts).size).toBe(texts.length);
        expect(new Set(texts)).toEqual(new Set(keys.map((one) => JSON.stringify(one))));
        expect(batches.every((batch) => batch.length > 0 && batch.length <= max)).toBe(true);
      }),
    );
  });

  test.each([
    { name: 'no keys', keys: 0, sizes: [] },
    { name: 'exactly 100', keys: 100, sizes: [100] },
    { name: '101', keys: 101, sizes: [100, 1] },
  ])('of $name', ({ keys, sizes }) => {
    expect(
      partitionBatches(Array.from({ length: keys }, (_, index) => [String(index)])).map((batch) => batch.length),
    ).toEqual(sizes);
  });
});

describe('toBatchedBuild', () => {
  test('is one CTAS of the whole query up to 100 partitions', () => {
    expect(toBatchedBuild({ name: 'athena' }, build, [['2026-05']])).toEqual([
      `create table "mkt"."stage" with (format = 'PARQUET', write_compression = 'ZSTD', external_location = 's3://lake/stage/7/a1/', partitioned_by = ARRAY['month']) as select cast("close" as double) as "close", cast("month" as varchar) as "month" from (select * from src) as "q"`,
    ]);
  });

  test('is a CTAS and INSERTs beyond, NULL being a partition too', () => {
    const keys: PartitionKey[] = [...Array.from({ length: 100 }, (_, index) => [`m${index}`]), [null], ["o'n"]];
    const [create = '', insert, ...rest] = toBatchedBuild({ name: 'trino', icebergCatalog: 'iceberg' }, build, keys);
    expect(create).toContain(
      `from (select * from (select * from src) as "p" where cast("month" as varchar) in ('m0', 'm1', `,
    );
    expect(insert).toBe(
      `insert into "mkt"."stage" ("close", "month") select cast("close" as double) as "close", cast("month" as varchar) as "month" from (select * from (select * from src) as "p" where (cast("month" as varchar) in ('o''n') or cast("month" as varchar) is null)) as "q"`,
    );
    expect(rest).toEqual([]);
  });

  test('refuses a key of another length', () => {
    expect(() => toBatchedBuild({ name: 'athena' }, build, [['2026-05', 'A']])).toThrow(SqlCompileError);
  });

  test.each([
    { name: 'one column', partitionedBy: ['month'] },
    { name: 'two columns', partitionedBy: ['month', 'ticker'] },
  ])('brings every row once, with partitions of $name', async ({ partitionedBy }) => {
    const { run } = await openDuckDb();
    await run('create schema mkt');
    await run(
      `create table src as select case when i % 130 = 7 then null else 'm' || (i % 130) end as month, 't' || (i % 3) as ticker, i as close from range(1000) as r(i)`,
    );
    const wide = { ...build, columns: [...build.columns, { name: 'ticker', type: 'string' } as const], partitionedBy };
    const keys = (await run(selectPartitionKeys(wide))).map((row) =>
      Object.values(row).map((value) => (value === null ? null : String(value))),
    );
    const statements = toBatchedBuild({ name: 'athena' }, wide, keys);
    expect(statements).toHaveLength(Math.ceil(keys.length / 100));
    // DuckDB has no table properties; all else it reads as it is.
    for (const statement of statements) await run(statement.replace(/ with \(.*?\) as select/, ' as select'));
    expect(
      await run('select count(*) as rows, count(distinct close) as bars, sum(close)::bigint as total from mkt.stage'),
    ).toEqual([{ rows: 1000n, bars: 1000n, total: 499_500n }]);
  });
});
