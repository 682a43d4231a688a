import { describe, expect, it, test } from 'vitest';
import { parseStatement } from '../sql/parse-statement.ts';
import { rewriteForTrino } from './to-trino.ts';
import type { RewriteContext } from './trino-plan.ts';

const createContext = (change: Partial<RewriteContext> = {}): RewriteContext => ({
  database: 'lake',
  queryId: 'q1',
  outputLocation: 's3://results/',
  enforcesOutputLocation: false,
  settings: new Map(),
  formatOf: async ({ table }) => (({ ice: 'iceberg', hive: 'hive' }) as const)[table] ?? null,
  ...change,
});

async function rewrite(sql: string, context = createContext()) {
  const statement = parseStatement(sql);
  if (statement.kind === 'show' || statement.kind === 'describe' || statement.kind === 'unload')
    throw new Error('The endpoint answers it.');
  return rewriteForTrino(statement, context);
}

describe('the same for both', () => {
  test.each([
    'SELECT 1 -- x',
    'INSERT INTO hive SELECT 1',
    'CREATE OR REPLACE VIEW v AS SELECT 1',
    'EXPLAIN SELECT 1',
    'DELETE FROM ice WHERE n = 1',
    'SELECT * FROM "ice$snapshots" FOR VERSION AS OF 1',
  ])('%s', async (sql) => {
    expect(await rewrite(sql)).toEqual({ steps: [sql.replace(' -- x', '')], session: {} });
  });
});

describe('said otherwise', () => {
  const gzip = { 'awsdatacatalog.compression_codec': 'GZIP' };
  const zstd = { 'iceberg.compression_codec': 'ZSTD' };
  test.each([
    {
      sql: 'CREATE TABLE t AS SELECT 1 AS n',
      steps: [`CREATE TABLE "lake"."t" WITH (external_location = 's3://results/tables/q1/') AS SELECT 1 AS n`],
      session: gzip,
    },
    {
      sql: "create table d.t with (format = 'TEXTFILE', field_delimiter = ',', write_compression = 'snappy', compression_level = 3, external_location = 's3://b/t', partitioned_by = ARRAY['a', 'b']) as select '(as)' x",
      steps: [
        `CREATE TABLE "d"."t" WITH (external_location = 's3://b/t/', format = 'TEXTFILE', textfile_field_separator = ',', partitioned_by = ARRAY['a', 'b']) AS select '(as)' x`,
      ],
      session: { 'awsdatacatalog.compression_codec': 'SNAPPY' },
    },
    {
      sql: "CREATE TABLE t WITH (table_type = 'ICEBERG', is_external = false, format = 'PARQUET', location = 's3://b/t/', partitioning = ARRAY['month(ts)'], vacuum_min_snapshots_to_keep = 3) AS SELECT 1 AS n",
      steps: [
        `CREATE TABLE iceberg."lake"."t" WITH (format = 'PARQUET', location = 's3://b/t/', partitioning = ARRAY['month(ts)']) AS SELECT 1 AS n`,
      ],
      session: zstd,
    },
    {
      sql: "CREATE TABLE IF NOT EXISTS `d`.`t` (`c` string COMMENT 'it''s', ts timestamp, s struct<a:int,b:decimal(10,2)>) PARTITIONED BY (month(ts), bucket(16, `c`), c) LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG','format'='parquet','write_compression'='zstd')",
      steps: [
        `CREATE TABLE IF NOT EXISTS iceberg."d"."t" ("c" varchar COMMENT 'it''s', "ts" timestamp(6), "s" row("a" integer, "b" decimal(10,2))) WITH (format = 'PARQUET', location = 's3://b/t/', partitioning = ARRAY['month(ts)', 'bucket(c, 16)', 'c'])`,
      ],
      session: zstd,
    },
    {
      sql: "OPTIMIZE ice REWRITE DATA USING BIN_PACK WHERE ts >= TIMESTAMP '2026-11-01 00:00:00'",
      steps: [
        `ALTER TABLE iceberg."lake"."ice" EXECUTE optimize(file_size_threshold => '100MB') WHERE ts >= TIMESTAMP '2026-11-01 00:00:00'`,
      ],
      session: {},
    },
    {
      sql: 'ALTER TABLE ice ADD COLUMNS (a timestamp, `b` map<string,int>)',
      steps: [
        'ALTER TABLE iceberg."lake"."ice" ADD COLUMN "a" timestamp(6)',
        'ALTER TABLE iceberg."lake"."ice" ADD COLUMN "b" map(varchar, integer)',
      ],
      session: {},
    },
    {
      sql: 'ALTER TABLE hive ADD COLUMNS (a timestamp)',
      steps: ['ALTER TABLE "lake"."hive" ADD COLUMN "a" timestamp(3)'],
      session: {},
    },
    { sql: 'DROP TABLE IF EXISTS `d`.`T`', steps: ['DROP TABLE IF EXISTS "d"."t"'], session: {} },
    {
      sql: "CREATE DATABASE d COMMENT 'x' LOCATION 's3://b/d/'",
      steps: [`CREATE SCHEMA "d" WITH (location = 's3://b/d/')`],
      session: {},
    },
    { sql: 'DROP DATABASE d', steps: ['DROP SCHEMA "d"'], session: {} },
    {
      sql: 'MSCK REPAIR TABLE `hive`',
      steps: ["CALL awsdatacatalog.system.sync_partition_metadata('lake', 'hive', 'ADD')"],
      session: {},
    },
    {
      sql: 'SHOW PARTITIONS hive',
      steps: ['SELECT * FROM "lake"."hive$partitions"'],
      session: {},
      showsPartitions: true,
    },
  ])('$sql', async ({ sql, ...plan }) => {
    expect(await rewrite(sql)).toEqual(plan);
  });

  it('VACUUM by the age that the table was made with, or 5 days', async () => {
    const context = createContext();
    const vacuumed = (age: string) =>
      ['expire_snapshots', 'remove_orphan_files'].map(
        (step) => `ALTER TABLE iceberg."lake"."ice" EXECUTE ${step}(retention_threshold => '${age}')`,
      );
    expect((await rewrite('VACUUM ice', context)).steps).toEqual(vacuumed('432000s'));
    await rewrite("ALTER TABLE ice SET TBLPROPERTIES ('vacuum_max_snapshot_age_seconds' = '60')", context);
    expect((await rewrite('VACUUM lake.ice', context)).steps).toEqual(vacuumed('60s'));
    await rewrite('DROP TABLE ice', context);
    expect((await rewrite('VACUUM ice', context)).steps).toEqual(vacuumed('432000s'));
  });
});

describe('refused, although Trino would', () => {
  test.each([
    { sql: 'DELETE FROM hive WHERE n = 1', says: 'NOT_SUPPORTED: Modifying Hive table rows' },
    {
      sql: 'MERGE INTO hive USING ice ON true WHEN MATCHED THEN DELETE',
      says: 'NOT_SUPPORTED: Modifying Hive table rows',
    },
    { sql: 'UPDATE nowhere SET n = 1', says: "TABLE_NOT_FOUND: Table 'awsdatacatalog.lake.nowhere' does not exist" },
    { sql: 'OPTIMIZE hive REWRITE DATA USING BIN_PACK', says: 'OPTIMIZE is only supported for Iceberg' },
    { sql: 'VACUUM hive', says: 'VACUUM is only supported for Iceberg' },
    { sql: 'ALTER TABLE hive DROP COLUMN a', says: 'only supported for Iceberg' },
    { sql: "CREATE TABLE t WITH (table_type = 'ICEBERG', is_external = false) AS SELECT 1 AS n", says: 'location' },
    {
      sql: "CREATE TABLE t WITH (table_type = 'ICEBERG', location = 's3://b/t/') AS SELECT 1 AS n",
      says: 'is_external = false',
    },
    {
      sql: "CREATE TABLE t (a smallint) LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG')",
      says: 'Type smallint is not supported',
    },
  ])('$sql', async ({ sql, says }) => {
    await expect(rewrite(sql)).rejects.toThrow(says);
  });

  it('its own location in a workgroup that enforces one', async () => {
    const sql = "CREATE TABLE t WITH (external_location = 's3://b/t/') AS SELECT 1 AS n";
    await expect(rewrite(sql, createContext({ enforcesOutputLocation: true }))).rejects.toThrow(
      'enforces a centralized output location',
    );
  });
});
