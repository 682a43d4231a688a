import { setTimeout as sleep } from 'node:timers/promises';
import { Athena, type QueryExecution, type StartQueryExecutionInput } from '@aws-sdk/client-athena';
import { CreateDatabaseCommand, GlueClient } from '@aws-sdk/client-glue';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it, test } from 'vitest';

const { athenaEndpoint, glueEndpoint, s3Endpoint, bucket } = inject('engines');
const owner = `front_athena_${Date.now()}`;
const database = owner;
const place = `s3://${bucket}/${owner}`;
const sdk = { region: 'us-east-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
const athena = new Athena({ ...sdk, endpoint: athenaEndpoint, maxAttempts: 1 });
const glue = new GlueClient({ ...sdk, endpoint: glueEndpoint });
const s3 = new S3Client({ ...sdk, endpoint: s3Endpoint, forcePathStyle: true });
const setFaults = (faults: readonly object[]) =>
  fetch(`${athenaEndpoint}/rig/athena-faults?owner=${owner}`, { method: 'POST', body: JSON.stringify(faults) });

beforeAll(async () => {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database, LocationUri: `${place}/` } }));
});
afterAll(async () => {
  await setFaults([]);
  for (const client of [athena, glue, s3]) client.destroy();
});

async function run(sql: string, more: Partial<StartQueryExecutionInput> = {}): Promise<QueryExecution> {
  const { QueryExecutionId } = await athena.startQueryExecution({
    QueryString: sql,
    QueryExecutionContext: { Database: database },
    ResultConfiguration: { OutputLocation: `${place}/results/` },
    ...more,
  });
  for (;;) {
    const { QueryExecution = {} } = await athena.getQueryExecution({ QueryExecutionId });
    if (!['QUEUED', 'RUNNING'].includes(QueryExecution.Status?.State ?? '')) return QueryExecution;
    await sleep(30);
  }
}
async function succeed(sql: string): Promise<QueryExecution> {
  const execution = await run(sql);
  expect(execution.Status?.StateChangeReason).toBeUndefined();
  return execution;
}
async function results(sql: string) {
  const { QueryExecutionId } = await succeed(sql);
  return athena.getQueryResults({ QueryExecutionId });
}
async function rows(sql: string): Promise<(string | undefined)[][]> {
  return ((await results(sql)).ResultSet?.Rows ?? [])
    .slice(1)
    .map((row) => (row.Data ?? []).map((datum) => datum.VarCharValue));
}
const objects = async (prefix: string): Promise<number> =>
  (await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${owner}/${prefix}` }))).KeyCount ?? 0;

describe('a Hive table on Trino behind the Athena API', () => {
  it('is made from a query, partitioned, inserted into, shown and dropped, its files left', async () => {
    const create = await succeed(
      `CREATE TABLE hive_bars WITH (format = 'PARQUET', write_compression = 'ZSTD', external_location = '${place}/hive_bars', partitioned_by = ARRAY['dt']) AS SELECT * FROM (VALUES (1, '2026-11-19'), (2, '2026-11-20')) t(n, dt)`,
    );
    expect(create).toMatchObject({ StatementType: 'DML', SubstatementType: 'CREATE_TABLE_AS_SELECT' });
    expect(await athena.getQueryResults({ QueryExecutionId: create.QueryExecutionId })).toMatchObject({
      UpdateCount: 2,
      ResultSet: { Rows: [] },
    });
    expect((await results("INSERT INTO hive_bars SELECT 3, '2026-11-20'")).UpdateCount).toBe(1);
    expect(await rows('SELECT dt, sum(n) FROM hive_bars GROUP BY dt ORDER BY dt')).toEqual([
      ['2026-11-19', '1'],
      ['2026-11-20', '5'],
    ]);
    const partitions = await results(`SHOW PARTITIONS ${database}.hive_bars`);
    expect(partitions.ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue).sort()).toEqual([
      'dt=2026-11-19',
      'dt=2026-11-20',
    ]);
    expect((await results('DESCRIBE hive_bars')).ResultSet?.Rows?.[0]?.Data?.[0]?.VarCharValue).toBe(
      'n                   \tint                 \t                    ',
    );
    const before = await objects('hive_bars/');
    await succeed('DROP TABLE `hive_bars`');
    expect({ before: before >= 3, after: await objects('hive_bars/') }).toEqual({ before: true, after: before });
  });

  it('is stored with the results when it has no location, and its rows are unchanged', async () => {
    const { QueryExecutionId } = await succeed('CREATE TABLE hive_default AS SELECT 1 AS n');
    expect(await objects(`results/tables/${QueryExecutionId}/`)).toBe(1);
    for (const sql of [
      'DELETE FROM hive_default',
      'UPDATE hive_default SET n = 2',
      'OPTIMIZE hive_default REWRITE DATA USING BIN_PACK',
    ]) {
      expect((await run(sql)).Status).toMatchObject({
        State: 'FAILED',
        StateChangeReason: expect.stringContaining('NOT_SUPPORTED'),
        AthenaError: { ErrorCategory: 2, Retryable: false },
      });
    }
    expect(await rows('SELECT n FROM hive_default')).toEqual([['1']]);
  });

  it('may not choose its place where the workgroup does', async () => {
    await athena.createWorkGroup({
      Name: owner,
      Configuration: {
        EnforceWorkGroupConfiguration: true,
        ResultConfiguration: { OutputLocation: `${place}/enforced/` },
      },
    });
    const refused = await run(`CREATE TABLE t WITH (external_location = '${place}/t/') AS SELECT 1 AS n`, {
      WorkGroup: owner,
    });
    expect(refused.Status?.StateChangeReason).toContain('enforces a centralized output location');
    const { QueryExecutionId } = await run('CREATE TABLE enforced AS SELECT 1 AS n', { WorkGroup: owner });
    expect(await objects(`enforced/tables/${QueryExecutionId}/`)).toBe(1);
  });

  it('allows at most 100 partitions per statement: 100 are written, 101 are refused', async () => {
    const create = (name: string, count: number) =>
      `CREATE TABLE ${name} WITH (external_location = '${place}/${name}/', partitioned_by = ARRAY['p']) AS SELECT n, cast(n AS varchar) AS p FROM UNNEST(sequence(1, ${count})) t(n)`;
    await succeed(create('as_many', 100));
    const { Status } = await run(create('too_many', 101));
    expect(Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringContaining('HIVE_TOO_MANY_OPEN_PARTITIONS'),
      AthenaError: { ErrorCategory: 2, Retryable: false },
    });
  });

  it('is not created over existing files, and no retry would help', async () => {
    const create = `WITH (external_location = '${place}/used/') AS SELECT 1 AS n`;
    await succeed(`CREATE TABLE used ${create}`);
    expect((await run(`CREATE TABLE used_again ${create}`)).Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringContaining('HIVE_PATH_ALREADY_EXISTS'),
      AthenaError: { ErrorCategory: 2, Retryable: false },
    });
  });
});

describe('an Iceberg table on Trino behind the Athena API', () => {
  it("is made by Athena's DDL, merged, compacted, cleaned and dropped", async () => {
    await succeed(
      `CREATE TABLE IF NOT EXISTS ice (c string COMMENT 'a', ts timestamp, v double) PARTITIONED BY (month(ts)) LOCATION '${place}/ice/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'vacuum_max_snapshot_age_seconds'='0')`,
    );
    await succeed(
      "INSERT INTO ice VALUES ('a', TIMESTAMP '2026-11-20 14:30:00.123456', 1.5E0), ('b', TIMESTAMP '2026-10-20 14:30:00', 2E0)",
    );
    const merge = `MERGE INTO ice t USING (VALUES ('a', 9E0), ('c', 3E0)) s(c, v) ON t.c = s.c WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (c, ts, v) VALUES (s.c, TIMESTAMP '2026-11-21 00:00:00', s.v)`;
    expect((await results(merge)).UpdateCount).toBe(2);
    expect((await results("DELETE FROM ice WHERE c = 'b'")).UpdateCount).toBe(1);
    await succeed('ALTER TABLE ice ADD COLUMNS (n int, at timestamp)');
    expect(await rows('SELECT c, ts, v, n FROM ice ORDER BY c')).toEqual([
      ['a', '2026-11-20 14:30:00.123456', '9.0', undefined],
      ['c', '2026-11-21 00:00:00.000000', '3.0', undefined],
    ]);
    expect(Number((await rows('SELECT count(*) FROM "ice$snapshots"'))[0]?.[0])).toBeGreaterThanOrEqual(3);
    expect((await rows('SELECT snapshot_id FROM "ice$snapshots"')).every(([id]) => /^\d{15,19}$/.test(id ?? ''))).toBe(
      true,
    );
    expect(
      (
        await succeed(
          `OPTIMIZE ${database}.ice REWRITE DATA USING BIN_PACK WHERE ts >= TIMESTAMP '2026-11-01 00:00:00'`,
        )
      ).SubstatementType,
    ).toBe('OPTIMIZE');
    await succeed('VACUUM ice');
    expect(await rows('SELECT count(*) FROM "ice$snapshots"')).toEqual([['1']]);
    expect(
      (
        await athena.getTableMetadata({ CatalogName: 'AwsDataCatalog', DatabaseName: database, TableName: 'ice' })
      ).TableMetadata?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`),
    ).toEqual(['c string', 'ts timestamp', 'v double', 'n int', 'at timestamp']);
    await succeed('DROP TABLE ice');
    expect(await objects('ice/')).toBe(0);
  });

  it('is made from a query, and read at an older snapshot', async () => {
    await succeed(
      `CREATE TABLE ice_as WITH (table_type = 'ICEBERG', is_external = false, format = 'PARQUET', write_compression = 'ZSTD', location = '${place}/ice_as/', partitioning = ARRAY['month(ts)']) AS SELECT CAST(TIMESTAMP '2026-11-20 00:00:00' AS timestamp(6)) AS ts, 1 AS n`,
    );
    const [[snapshot] = []] = await rows(
      'SELECT snapshot_id FROM "ice_as$snapshots" ORDER BY committed_at DESC LIMIT 1',
    );
    await succeed('UPDATE ice_as SET n = 2');
    expect(await rows(`SELECT n FROM ice_as FOR VERSION AS OF ${snapshot}`)).toEqual([['1']]);
    expect(await rows(`SELECT n FROM "AwsDataCatalog"."${database}"."ice_as"`)).toEqual([['2']]);
  });

  it('has views', async () => {
    await succeed(`CREATE TABLE for_view AS SELECT 7 AS n`);
    await succeed('CREATE OR REPLACE VIEW seven AS SELECT n * 2 AS m FROM for_view');
    expect(await rows('SELECT m FROM seven')).toEqual([['14']]);
    expect((await results('SHOW VIEWS')).ResultSet?.Rows?.map((row) => row.Data?.[0]?.VarCharValue)).toContain('seven');
    await succeed('DROP VIEW seven');
  });
});

describe('the Athena API over Trino', () => {
  it('counts bytes as stored in S3, and leaves the result there', async () => {
    await succeed(`CREATE TABLE many AS SELECT n, cast(n AS varchar) AS s FROM UNNEST(sequence(1, 2500)) t(n)`);
    const execution = await succeed('SELECT n, s FROM many ORDER BY n');
    expect(execution.Statistics?.DataScannedInBytes).toBeGreaterThan(1_000);
    const pages = [];
    for (let NextToken: string | undefined, isFirst = true; isFirst || NextToken !== undefined; isFirst = false) {
      const page = await athena.getQueryResults({ QueryExecutionId: execution.QueryExecutionId, NextToken });
      pages.push(page.ResultSet?.Rows?.length);
      NextToken = page.NextToken;
    }
    expect(pages).toEqual([1_000, 1_000, 501]);
    const file = await s3.send(
      new GetObjectCommand({ Bucket: bucket, Key: `${owner}/results/${execution.QueryExecutionId}.csv` }),
    );
    expect((await file.Body?.transformToString())?.slice(0, 20)).toBe('"n","s"\n"1","1"\n"2",');
    const { QueryRuntimeStatistics } = await athena.getQueryRuntimeStatistics({
      QueryExecutionId: execution.QueryExecutionId,
    });
    expect(QueryRuntimeStatistics?.Rows).toMatchObject({ InputRows: 2_500, OutputRows: 2_500 });
  });

  it('stops a query that runs', async () => {
    const { QueryExecutionId } = await athena.startQueryExecution({
      QueryString:
        'SELECT count(*) FROM UNNEST(sequence(1, 9999)) a(x), UNNEST(sequence(1, 9999)) b(y), UNNEST(sequence(1, 9999)) c(z) WHERE (x * y + z) % 7 = 3',
      ResultConfiguration: { OutputLocation: `${place}/results/` },
    });
    await expect
      .poll(async () => (await athena.getQueryExecution({ QueryExecutionId })).QueryExecution?.Status?.State, {
        timeout: 20_000,
      })
      .toBe('RUNNING');
    await athena.stopQueryExecution({ QueryExecutionId });
    await expect
      .poll(async () => (await athena.getQueryExecution({ QueryExecutionId })).QueryExecution?.Status?.State, {
        timeout: 20_000,
      })
      .toBe('CANCELLED');
  });

  test.each([
    { name: 'an unknown column', sql: 'SELECT nope FROM many', reason: 'COLUMN_NOT_FOUND' },
    { name: 'an unknown table', sql: 'SELECT 1 FROM nope', reason: 'TABLE_NOT_FOUND' },
    { name: 'a backtick in a query', sql: 'SELECT `n` FROM many', reason: 'backquoted identifiers are not supported' },
    { name: 'a division by zero', sql: 'SELECT 1 / (n - n) FROM many', reason: 'DIVISION_BY_ZERO' },
    {
      name: 'a timestamp that Hive does not take',
      sql: "CREATE TABLE bad_ts AS SELECT TIMESTAMP '2026-11-20 00:00:00.123456' AS ts",
      reason: 'NOT_SUPPORTED',
    },
  ])("fails with Trino's words on $name", async ({ sql, reason }) => {
    expect((await run(sql)).Status).toMatchObject({
      State: 'FAILED',
      StateChangeReason: expect.stringContaining(reason),
      AthenaError: { ErrorCategory: 2, Retryable: false },
    });
  });

  it('cuts a query off that scans more than it may', async () => {
    await setFaults([{ kind: 'cut-off', bytes: 10, about: 'cut me off' }]);
    expect((await run('SELECT sum(n), max(s) FROM many -- cut me off')).Status).toMatchObject({
      State: 'CANCELLED',
      StateChangeReason: expect.stringContaining('Bytes scanned limit was exceeded'),
    });
  });

  it('can report FAILED for a committed write', async () => {
    await succeed('CREATE TABLE committed AS SELECT 1 AS n');
    await setFaults([{ kind: 'fail', when: 'after', category: 1, about: 'INTO committed' }]);
    expect((await run('INSERT INTO committed SELECT 2')).Status?.State).toBe('FAILED');
    expect(await rows('SELECT count(*) FROM committed')).toEqual([['2']]);
  });
});
