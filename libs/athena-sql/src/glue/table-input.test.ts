import type { CreateTableCommandInput, Table, UpdateTableCommandInput } from '@aws-sdk/client-glue';
import { barsTable, rawBarsTable } from '@tickerlake/record-schema';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { SqlCompileError } from '../sql/errors.ts';
import { jsonTableInput } from './json-table-input.ts';
import { parquetTableInput } from './parquet-table-input.ts';
import type { GlueTableInput } from './table-input.ts';
import { toPointerUpdate, toTableInput } from './table-update.ts';

describe('the input of a table', () => {
  test('of landed JSON projects its partitions from the day', () => {
    const input = jsonTableInput({ table: rawBarsTable, location: 's3://lake/raw_bars/', firstDay: '2026-01-01' });
    expect(input.Parameters).toEqual({
      EXTERNAL: 'TRUE',
      classification: 'json',
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
      'projection.dt.format': 'yyyy-MM-dd',
      'projection.dt.range': '2026-01-01,NOW+1DAYS',
      'projection.dt.interval': '1',
      'projection.dt.interval.unit': 'DAYS',
      'storage.location.template': 's3://lake/raw_bars/${dt}/',
    });
    expect(input.PartitionKeys).toEqual([{ Name: 'dt', Type: 'string', Comment: 'UTC day of arrival' }]);
    expect(input.StorageDescriptor.Columns.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual(
      rawBarsTable.columns.map((column) => {
        const type = { int64: 'bigint', string: 'string', double: 'double', boolean: 'boolean' }[column.type];
        return `${column.name} ${'isList' in column ? `array<${type}>` : type}`;
      }),
    );
    expect(input.StorageDescriptor).toMatchObject({
      Location: 's3://lake/raw_bars/',
      SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
    });
  });

  test('of JSON in one folder has no partitions to look for', () => {
    const input = jsonTableInput({ table: rawBarsTable, location: 's3://lake/history/' });
    expect(input).toMatchObject({ PartitionKeys: [], StorageDescriptor: { Location: 's3://lake/history/' } });
    expect(input.Parameters).toEqual({ EXTERNAL: 'TRUE', classification: 'json' });
  });

  test('of Parquet files has their place and columns', () => {
    const input = parquetTableInput({ ...barsTable, name: 'stage_7' }, 's3://lake/stage/7/a1/');
    expect(input).toMatchObject({
      Name: 'stage_7',
      PartitionKeys: [],
      StorageDescriptor: { Location: 's3://lake/stage/7/a1/' },
    });
    expect(input.StorageDescriptor.Columns[3]).toEqual({
      Name: 'bar_start',
      Type: 'timestamp',
      Comment: 'start of the bar (UTC)',
    });
  });

  test.each([
    {
      name: 'a day that is none',
      act: () => jsonTableInput({ table: rawBarsTable, location: 's3://lake/raw_bars/', firstDay: '2026' }),
    },
    { name: 'a place that is not a folder', act: () => parquetTableInput(barsTable, 's3://lake/stage') },
  ])('refuses $name', ({ act }) => {
    expect(act).toThrow(SqlCompileError);
  });

  test("fits the SDK's commands", () => {
    expectTypeOf<{ DatabaseName: string; TableInput: GlueTableInput }>().toExtend<CreateTableCommandInput>();
    expectTypeOf(toPointerUpdate<Table>).returns.toExtend<UpdateTableCommandInput>();
  });
});

describe('an update', () => {
  const answer: Table = {
    Name: 'prod',
    DatabaseName: 'mkt',
    VersionId: '7',
    CatalogId: '123',
    CreateTime: new Date(0),
    IsRegisteredWithLakeFormation: false,
    TableType: 'EXTERNAL_TABLE',
    StorageDescriptor: { Location: 's3://lake/prod' },
    Parameters: { table_type: 'ICEBERG', metadata_location: 'm7', previous_metadata_location: 'm6', other: 'kept' },
  };

  test('sends back only what Glue takes', () => {
    expect(toTableInput(answer)).toEqual({
      Name: 'prod',
      TableType: 'EXTERNAL_TABLE',
      StorageDescriptor: { Location: 's3://lake/prod' },
      Parameters: answer.Parameters,
    });
  });

  test('moves the pointer of an Iceberg table, guarded by its version', () => {
    expect(toPointerUpdate(answer, 'm6')).toEqual({
      DatabaseName: 'mkt',
      VersionId: '7',
      SkipArchive: true,
      TableInput: {
        Name: 'prod',
        TableType: 'EXTERNAL_TABLE',
        StorageDescriptor: { Location: 's3://lake/prod' },
        Parameters: { table_type: 'ICEBERG', metadata_location: 'm6', previous_metadata_location: 'm7', other: 'kept' },
      },
    });
  });

  test.each([
    { name: 'no Iceberg table', table: { ...answer, Parameters: {} } },
    { name: 'no version', table: { ...answer, VersionId: undefined } },
  ])('refuses $name', ({ table }) => {
    expect(() => toPointerUpdate(table, 'm6')).toThrow(SqlCompileError);
  });
});
