import type { Table } from '@tickerlake/record-schema';
import { toLocation } from '../statements/location.ts';
import type { GlueTableInput } from './table-input.ts';
import { toGlueColumns } from './to-glue-columns.ts';

/**
 * A table over the Parquet files of one folder, without partitions: files that something else wrote (a local build that was
 * uploaded, an UNLOAD) become readable with one call and no DDL. Their timestamps must be in milliseconds.
 *
 * Shows: `StorageDescriptor: { Columns: [{ Name: 'ticker', Type: 'string' }, ...], Location: 's3://lake/stage/7/a1/', SerdeInfo: {
 * SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' }, ... }`
 *
 * @throws {SqlCompileError} for a place that the engines would not take.
 * @example
 * await glue.createTable({ DatabaseName: 'mkt', TableInput: parquetTableInput({ ...barsTable, name: 'stage_7' }, 's3://lake/stage/7/a1/') });
 */
export function parquetTableInput(table: Table, location: string): GlueTableInput {
  return {
    Name: table.name,
    Description: `One row per ${table.grain}.`,
    TableType: 'EXTERNAL_TABLE',
    PartitionKeys: [],
    Parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
    StorageDescriptor: {
      Columns: toGlueColumns(table.columns),
      Location: toLocation(location),
      InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
      SerdeInfo: {
        SerializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
        Parameters: {},
      },
    },
  };
}
