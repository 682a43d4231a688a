import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { athenaQueryBuilder } from '../athena/athena-query-builder.ts';
import { SqlCompileError } from '../sql/errors.ts';
import { addColumns } from './add-columns.ts';
import { createIcebergTable, createIcebergTableAs, type IcebergTable } from './create-iceberg-table.ts';
import { createTableAs, type TableBuild } from './create-table-as.ts';
import { createView } from './create-view.ts';
import { dropTable, dropView } from './drop-table.ts';
import { insertSelect } from './insert-select.ts';
import type { LakeEngine } from './lake-engine.ts';
import { mergePublish, type Publish } from './merge-publish.ts';
import { mergeRollback } from './merge-rollback.ts';
import { optimizeTable } from './optimize-table.ts';
import { selectBuildFaults } from './select-build-faults.ts';
import type { TypedColumn } from './typed-column.ts';
import { unload } from './unload.ts';
import { vacuumTable } from './vacuum-table.ts';

const athena: LakeEngine = { name: 'athena' };
const trino: LakeEngine = { name: 'trino', icebergCatalog: 'iceberg' };
const table = { database: 'mkt', name: 'hours' };
const columns: readonly TypedColumn[] = [
  { name: 'ticker', type: 'string' },
  { name: 'bar_start', type: 'timestamp' },
  { name: 'high', type: 'double' },
  { name: 'run_id', type: 'string' },
];
const may = {
  column: 'bar_start',
  ranges: [{ from: new Date('2026-05-01T00:00:00Z'), to: new Date('2026-06-01T00:00:00Z') }],
};
const build: TableBuild = { table, columns, query: 'select * from src', location: 's3://lake/stage/7/a1/' };
const iceberg: IcebergTable = {
  table,
  columns,
  location: 's3://lake/hours/',
  partitionedBy: [
    { column: 'bar_start', by: 'month' },
    { column: 'ticker', by: 'identity' },
  ],
};
const publish: Publish = {
  target: table,
  build: { database: 'mkt', name: 'stage_7' },
  columns,
  key: ['ticker', 'bar_start'],
  provenance: ['run_id'],
  period: may,
};

const hiveSelect =
  'select cast("ticker" as varchar) as "ticker", cast("bar_start" as timestamp(3)) as "bar_start", cast("high" as double) as "high", cast("run_id" as varchar) as "run_id" from (select * from src) as "q"';
const icebergSelect = hiveSelect.replace('timestamp(3)', 'timestamp(6)');
const boundsOf = (alias: string) =>
  `(${alias}."bar_start" >= TIMESTAMP '2026-05-01 00:00:00.000' and ${alias}."bar_start" < TIMESTAMP '2026-06-01 00:00:00.000')`;

describe('statements', () => {
  test.each([
    {
      name: 'a CTAS on Athena',
      text: createTableAs(athena, build),
      expected: `create table "mkt"."hours" with (format = 'PARQUET', write_compression = 'ZSTD', external_location = 's3://lake/stage/7/a1/') as ${hiveSelect}`,
    },
    {
      name: 'a CTAS on Trino, whose session holds the compression',
      text: createTableAs(trino, build),
      expected: `create table "mkt"."hours" with (format = 'PARQUET', external_location = 's3://lake/stage/7/a1/') as ${hiveSelect}`,
    },
    {
      name: 'a CTAS with partitions, last and in their order',
      text: createTableAs(athena, {
        ...build,
        partitionedBy: ['run_id', 'ticker'],
        format: 'ORC',
        compression: 'SNAPPY',
      }),
      expected: `create table "mkt"."hours" with (format = 'ORC', write_compression = 'SNAPPY', external_location = 's3://lake/stage/7/a1/', partitioned_by = ARRAY['run_id', 'ticker']) as select cast("bar_start" as timestamp(3)) as "bar_start", cast("high" as double) as "high", cast("run_id" as varchar) as "run_id", cast("ticker" as varchar) as "ticker" from (select * from src) as "q"`,
    },
    {
      name: "a CTAS in the engine's own place, of a query of Kysely's",
      text: createTableAs(athena, {
        table,
        columns: [{ name: 'high', type: 'double' }],
        query: athenaQueryBuilder<{ src: { high: number; ticker: string } }>()
          .selectFrom('src')
          .select('high')
          .where('ticker', '=', "O'N"),
      }),
      expected: `create table "mkt"."hours" with (format = 'PARQUET', write_compression = 'ZSTD') as select cast("high" as double) as "high" from (select "high" from "src" where "ticker" = 'O''N') as "q"`,
    },
    {
      name: 'an Iceberg CTAS on Athena',
      text: createIcebergTableAs(
        athena,
        { ...iceberg, keep: { maxSnapshotAgeSeconds: 864_000, minSnapshots: 10 } },
        'select * from src',
      ),
      expected: `create table "mkt"."hours" with (table_type = 'ICEBERG', is_external = false, format = 'PARQUET', write_compression = 'ZSTD', location = 's3://lake/hours/', partitioning = ARRAY['month(bar_start)', 'ticker'], vacuum_max_snapshot_age_seconds = 864000, vacuum_min_snapshots_to_keep = 10) as ${icebergSelect}`,
    },
    {
      name: 'an Iceberg CTAS on Trino',
      text: createIcebergTableAs(
        trino,
        { ...iceberg, keep: { maxSnapshotAgeSeconds: 864_000, minSnapshots: 10 } },
        'select * from src',
      ),
      expected: `create table "iceberg"."mkt"."hours" with (format = 'PARQUET', location = 's3://lake/hours/', partitioning = ARRAY['month(bar_start)', 'ticker']) as ${icebergSelect}`,
    },
    {
      name: 'an Iceberg table on Athena',
      text: createIcebergTable(athena, { ...iceberg, keep: { maxSnapshotAgeSeconds: 864_000, minSnapshots: 10 } }),
      expected:
        "create table if not exists `mkt`.`hours` (`ticker` string, `bar_start` timestamp, `high` double, `run_id` string) partitioned by (month(bar_start), ticker) location 's3://lake/hours/' tblproperties ('table_type' = 'ICEBERG', 'format' = 'parquet', 'write_compression' = 'zstd', 'vacuum_max_snapshot_age_seconds' = '864000', 'vacuum_min_snapshots_to_keep' = '10')",
    },
    {
      name: 'an Iceberg table on Trino',
      text: createIcebergTable(trino, iceberg),
      expected: `create table if not exists "iceberg"."mkt"."hours" ("ticker" varchar, "bar_start" timestamp(6), "high" double, "run_id" varchar) with (format = 'PARQUET', location = 's3://lake/hours/', partitioning = ARRAY['month(bar_start)', 'ticker'])`,
    },
    {
      name: 'an Iceberg table without partitions',
      text: createIcebergTable(athena, { ...iceberg, partitionedBy: [] }),
      expected:
        "create table if not exists `mkt`.`hours` (`ticker` string, `bar_start` timestamp, `high` double, `run_id` string) location 's3://lake/hours/' tblproperties ('table_type' = 'ICEBERG', 'format' = 'parquet', 'write_compression' = 'zstd')",
    },
    {
      name: 'an INSERT into Hive',
      text: insertSelect({ table, columns, query: 'select * from src', kind: 'hive' }),
      expected: `insert into "mkt"."hours" ("ticker", "bar_start", "high", "run_id") ${hiveSelect}`,
    },
    {
      name: 'an INSERT into Iceberg',
      text: insertSelect({ table, columns, query: 'select * from src', kind: 'iceberg' }),
      expected: `insert into "mkt"."hours" ("ticker", "bar_start", "high", "run_id") ${icebergSelect}`,
    },
    {
      name: 'the MERGE that publishes: deletes first, literal bounds on all sides, run_id set but not compared',
      text: mergePublish(publish),
      expected:
        'merge into "mkt"."hours" as t using (' +
        'select cast(b."ticker" as varchar) as "ticker", cast(b."bar_start" as timestamp(6)) as "bar_start", cast(b."high" as double) as "high", cast(b."run_id" as varchar) as "run_id", false as "gone" ' +
        `from "mkt"."stage_7" as b where ${boundsOf('b')} ` +
        'union all select p."ticker", p."bar_start", p."high", p."run_id", true as "gone" from "mkt"."hours" as p ' +
        `where ${boundsOf('p')} and not exists (select 1 from "mkt"."stage_7" as x where x."ticker" = p."ticker" and x."bar_start" = p."bar_start" and ${boundsOf('x')})` +
        `) as s on t."ticker" = s."ticker" and t."bar_start" = s."bar_start" and ${boundsOf('t')} ` +
        'when matched and s."gone" then delete ' +
        'when matched and (t."high" is distinct from s."high") then update set "high" = s."high", "run_id" = s."run_id" ' +
        'when not matched and not s."gone" then insert ("ticker", "bar_start", "high", "run_id") values (s."ticker", s."bar_start", s."high", s."run_id")',
    },
    {
      name: 'the MERGE that rolls back, with a column that came later',
      text: mergeRollback({
        target: table,
        snapshotId: 3_191_474_196_145_190_330n,
        columns: columns.slice(0, 3),
        key: ['ticker', 'bar_start'],
        addedSince: ['high'],
      }),
      expected:
        'merge into "mkt"."hours" as t using (' +
        'select b."ticker" as "ticker", b."bar_start" as "bar_start", cast(NULL as double) as "high", false as "gone" from "mkt"."hours" for version as of 3191474196145190330 as b ' +
        'union all select p."ticker", p."bar_start", p."high", true as "gone" from "mkt"."hours" as p ' +
        'where not exists (select 1 from "mkt"."hours" for version as of 3191474196145190330 as x where x."ticker" = p."ticker" and x."bar_start" = p."bar_start")' +
        ') as s on t."ticker" = s."ticker" and t."bar_start" = s."bar_start" ' +
        'when matched and s."gone" then delete ' +
        'when matched and (t."high" is distinct from s."high") then update set "high" = s."high" ' +
        'when not matched and not s."gone" then insert ("ticker", "bar_start", "high") values (s."ticker", s."bar_start", s."high")',
    },
    {
      name: 'the count of faults of a build',
      text: selectBuildFaults(publish),
      expected:
        'select count(*) as "build_rows", count(case when "nth" > 1 then 1 end) as "repeated_rows", count(case when "is_keyless" then 1 end) as "keyless_rows", count(case when "is_inside" then null else 1 end) as "outside_rows" ' +
        `from (select row_number() over (partition by b."ticker", b."bar_start") as "nth", (b."ticker" is null or b."bar_start" is null) as "is_keyless", ${boundsOf('b')} as "is_inside" from "mkt"."stage_7" as b) as "q"`,
    },
    {
      name: 'OPTIMIZE on Athena, without quotes',
      text: optimizeTable(athena, { table, columns, period: may }),
      expected:
        "OPTIMIZE mkt.hours REWRITE DATA USING BIN_PACK WHERE (bar_start >= TIMESTAMP '2026-05-01 00:00:00.000' and bar_start < TIMESTAMP '2026-06-01 00:00:00.000')",
    },
    {
      name: 'OPTIMIZE on Trino',
      text: optimizeTable(trino, { table, columns, period: may }),
      expected: `alter table "iceberg"."mkt"."hours" execute optimize(file_size_threshold => '100MB') where ("bar_start" >= TIMESTAMP '2026-05-01 00:00:00.000' and "bar_start" < TIMESTAMP '2026-06-01 00:00:00.000')`,
    },
    { name: 'VACUUM on Athena', text: vacuumTable(athena, table, 432_000), expected: ['VACUUM mkt.hours'] },
    {
      name: 'VACUUM on Athena of a name with _ at its beginning',
      text: vacuumTable(athena, { database: 'mkt', name: '_hours' }, 432_000),
      expected: ['VACUUM mkt.`_hours`'],
    },
    {
      name: 'VACUUM on Trino',
      text: vacuumTable(trino, table, 432_000),
      expected: [
        `alter table "iceberg"."mkt"."hours" execute expire_snapshots(retention_threshold => '432000s')`,
        `alter table "iceberg"."mkt"."hours" execute remove_orphan_files(retention_threshold => '432000s')`,
      ],
    },
    {
      name: 'UNLOAD',
      text: unload({ query: 'select 1', location: 's3://lake/x/' }),
      expected: "unload (select 1) to 's3://lake/x/' with (format = 'PARQUET', compression = 'ZSTD')",
    },
    {
      name: 'a view, database and name apart',
      text: createView(table, 'select 1'),
      expected: 'create or replace view "mkt"."hours" as select 1',
    },
    { name: 'DROP TABLE on Athena', text: dropTable(athena, table), expected: 'drop table if exists `mkt`.`hours`' },
    { name: 'DROP TABLE on Trino', text: dropTable(trino, table), expected: 'drop table if exists "mkt"."hours"' },
    { name: 'DROP VIEW', text: dropView(table), expected: 'drop view if exists "mkt"."hours"' },
    {
      name: 'ADD COLUMNS on Athena',
      text: addColumns(athena, table, [
        { name: 'vwap', type: 'double' },
        { name: 'seen_at', type: 'timestamp' },
      ]),
      expected: ['alter table `mkt`.`hours` add columns (`vwap` double, `seen_at` timestamp)'],
    },
    {
      name: 'ADD COLUMN on Trino, one by one',
      text: addColumns(trino, table, [
        { name: 'vwap', type: 'double' },
        { name: 'seen_at', type: 'timestamp' },
      ]),
      expected: [
        'alter table "iceberg"."mkt"."hours" add column "vwap" double',
        'alter table "iceberg"."mkt"."hours" add column "seen_at" timestamp(6)',
      ],
    },
    { name: 'no columns to add', text: addColumns(athena, table, []), expected: [] },
  ])('write $name', ({ text, expected }) => {
    expect(text).toEqual(expected);
  });

  test.each([
    { name: 'a name with two parts in one', act: () => createView({ database: 'mkt', name: 'a.b' }, 'select 1') },
    {
      name: 'a place without a / at its end',
      act: () => createTableAs(athena, { ...build, location: 's3://lake/stage' }),
    },
    { name: 'a place that is hidden', act: () => createTableAs(athena, { ...build, location: 's3://lake/_v1/' }) },
    {
      name: 'a place that looks like a partition',
      act: () => createTableAs(athena, { ...build, location: 's3://lake/run=7/' }),
    },
    { name: 'a place with a quote', act: () => unload({ query: 'select 1', location: "s3://lake/a' b/" }) },
    {
      name: 'a partition column that is not a string',
      act: () => createTableAs(athena, { ...build, partitionedBy: ['high'] }),
    },
    { name: 'a partition column that is none', act: () => createTableAs(athena, { ...build, partitionedBy: ['dt'] }) },
    {
      name: 'a table of nothing but partitions',
      act: () =>
        createTableAs(athena, { ...build, columns: [{ name: 'ticker', type: 'string' }], partitionedBy: ['ticker'] }),
    },
    {
      name: 'the month of a number',
      act: () => createIcebergTable(athena, { ...iceberg, partitionedBy: [{ column: 'high', by: 'month' }] }),
    },
    {
      name: 'the hour of a date',
      act: () =>
        createIcebergTable(athena, {
          ...iceberg,
          columns: [{ name: 'd', type: 'date' }],
          partitionedBy: [{ column: 'd', by: 'hour' }],
        }),
    },
    { name: 'a MERGE without a key', act: () => mergePublish({ ...publish, key: [] }) },
    { name: 'a key that is not a column', act: () => mergePublish({ ...publish, key: ['symbol'] }) },
    {
      name: 'a period without a range',
      act: () => mergePublish({ ...publish, period: { column: 'bar_start', ranges: [] } }),
    },
    {
      name: 'a range that ends before it begins',
      act: () =>
        mergePublish({
          ...publish,
          period: { column: 'bar_start', ranges: may.ranges.map(({ from, to }) => ({ from: to, to: from })) },
        }),
    },
    {
      name: 'ranges that overlap',
      act: () => mergePublish({ ...publish, period: { column: 'bar_start', ranges: [...may.ranges, ...may.ranges] } }),
    },
    {
      name: 'a text bound of a timestamp',
      act: () =>
        mergePublish({
          ...publish,
          period: { column: 'bar_start', ranges: [{ from: '2026-05-01', to: '2026-06-01' }] },
        }),
    },
    {
      name: 'a bound that is not a date',
      act: () =>
        mergePublish({
          ...publish,
          columns: [...columns, { name: 'd', type: 'date' }],
          period: { column: 'd', ranges: [{ from: "2026-05-01' or '", to: '2026-06-01' }] },
        }),
    },
  ])('refuse $name', ({ act }) => {
    expect(act).toThrow(SqlCompileError);
  });

  test('join months that touch, and keep those that do not apart', () => {
    const months = ['2026-05', '2026-01', '2026-02', '2026-06'].map((month) => ({
      from: `${month}-01`,
      to: `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}-01`,
    }));
    const text = optimizeTable(trino, {
      table,
      columns: [{ name: 'd', type: 'date' }],
      period: { column: 'd', ranges: months },
    });
    expect(text).toContain(
      `where ("d" >= DATE '2026-01-01' and "d" < DATE '2026-03-01' or "d" >= DATE '2026-05-01' and "d" < DATE '2026-07-01')`,
    );
  });

  test('take a query of raw SQL', () => {
    expect(createView(table, { compile: () => sql`select ${1n}`.compile(athenaQueryBuilder()) })).toBe(
      'create or replace view "mkt"."hours" as select 1',
    );
  });
});
