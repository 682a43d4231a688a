import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openEndpoint } from '../testing/open-endpoint.ts';

let opened: Awaited<ReturnType<typeof openEndpoint>>;
let athena: (typeof opened)['athena'];
beforeAll(async () => {
  opened = await openEndpoint({
    tables: [
      'CREATE TABLE bars (ticker VARCHAR, n INTEGER, "at" TIMESTAMP)',
      'CREATE VIEW hours AS SELECT n::BIGINT AS n FROM bars',
    ],
  });
  athena = opened.athena;
});
afterAll(() => opened.close());

const lake = { CatalogName: 'AwsDataCatalog', DatabaseName: 'lake' };

describe('the catalogue', () => {
  it('is one, with its databases', async () => {
    expect((await athena.listDataCatalogs({})).DataCatalogsSummary).toEqual([
      { CatalogName: 'AwsDataCatalog', Type: 'GLUE', Status: 'CREATE_COMPLETE' },
    ]);
    expect((await athena.getDataCatalog({ Name: 'AwsDataCatalog' })).DataCatalog?.Type).toBe('GLUE');
    expect(
      (await athena.listDatabases({ CatalogName: 'AwsDataCatalog' })).DatabaseList?.map(({ Name }) => Name),
    ).toEqual(['lake']);
    expect((await athena.getDatabase(lake)).Database?.Name).toBe('lake');
    expect((await athena.listEngineVersions({})).EngineVersions?.[0]?.EffectiveEngineVersion).toBe(
      'Athena engine version 3',
    );
  });

  it("has tables, with columns in Hive's words", async () => {
    const { TableMetadataList } = await athena.listTableMetadata(lake);
    expect(TableMetadataList?.map(({ Name }) => Name)).toEqual(['bars', 'hours']);
    expect((await athena.getTableMetadata({ ...lake, TableName: 'BARS' })).TableMetadata).toMatchObject({
      TableType: 'EXTERNAL_TABLE',
      Columns: [
        { Name: 'ticker', Type: 'string' },
        { Name: 'n', Type: 'int' },
        { Name: 'at', Type: 'timestamp' },
      ],
      PartitionKeys: [],
    });
  });

  it('is read by expression and page', async () => {
    expect(
      (await athena.listTableMetadata({ ...lake, Expression: 'h.*' })).TableMetadataList?.map(({ Name }) => Name),
    ).toEqual(['hours']);
    const first = await athena.listTableMetadata({ ...lake, MaxResults: 1 });
    const second = await athena.listTableMetadata({ ...lake, MaxResults: 1, NextToken: first.NextToken });
    expect([first, second].map((page) => page.TableMetadataList?.[0]?.Name)).toEqual(['bars', 'hours']);
    expect(second.NextToken).toBeUndefined();
  });

  test.each<{ name: string; act: () => Promise<unknown>; error: string }>([
    {
      name: 'a database',
      act: () => athena.getDatabase({ ...lake, DatabaseName: 'nope' }),
      error: 'MetadataException',
    },
    {
      name: 'tables of a database',
      act: () => athena.listTableMetadata({ ...lake, DatabaseName: 'nope' }),
      error: 'MetadataException',
    },
    { name: 'a table', act: () => athena.getTableMetadata({ ...lake, TableName: 'nope' }), error: 'MetadataException' },
    { name: 'a catalogue', act: () => athena.listDatabases({ CatalogName: 'nope' }), error: 'InvalidRequestException' },
    {
      name: 'an expression',
      act: () => athena.listTableMetadata({ ...lake, Expression: '(' }),
      error: 'InvalidRequestException',
    },
  ])('says which $name it does not have', async ({ act, error }) => {
    await expect(act()).rejects.toMatchObject({ name: error });
  });
});

describe('statements about it', () => {
  const lines = async (sql: string) =>
    (await athena.page(sql)).ResultSet?.Rows?.map((row) => row.Data?.map((datum) => datum.VarCharValue));
  test.each([
    { sql: 'SHOW DATABASES', rows: [['lake']] },
    { sql: 'SHOW TABLES IN lake', rows: [['bars'], ['hours']] },
    { sql: "SHOW TABLES 'h*|x'", rows: [['hours']] },
    {
      sql: 'SHOW COLUMNS IN bars',
      rows: [['ticker              '], ['n                   '], ['at                  ']],
    },
    { sql: 'DESCRIBE lake.hours', rows: [['n                   \tbigint              \t                    ']] },
  ])('$sql: lines without a header', async ({ sql, rows }) => {
    expect(await lines(sql)).toEqual(rows);
  });

  it('fail for what is not there', async () => {
    expect((await athena.run('DESCRIBE nope')).Status).toMatchObject({
      State: 'FAILED',
      AthenaError: { ErrorCategory: 2 },
    });
    expect((await athena.run('SHOW TABLES IN nope')).Status?.StateChangeReason).toContain('SCHEMA_NOT_FOUND');
  });

  it('EXPLAIN says whether a query is valid, and shows no plan', async () => {
    expect(await lines('EXPLAIN (TYPE VALIDATE) SELECT count(*) FROM bars')).toEqual([['true']]);
    expect((await athena.run('EXPLAIN (TYPE VALIDATE) SELECT nope FROM bars')).Status?.StateChangeReason).toContain(
      'COLUMN_NOT_FOUND',
    );
    expect((await athena.run('EXPLAIN SELECT 1')).Status?.StateChangeReason).toContain(
      'EXPLAIN (TYPE VALIDATE) of a SELECT is supported',
    );
  });
});
