import type { Table } from '@tickerlake/record-schema';
import { SqlCompileError } from '../sql/errors.ts';
import { toLocation } from '../statements/location.ts';
import type { GlueTableInput } from './table-input.ts';
import { toGlueColumns } from './to-glue-columns.ts';

/** Newline-delimited JSON files: in one folder for each UTC day of their arrival, or all in one. */
export interface JsonTable {
  readonly table: Table;
  /** The folder that holds the days' folders, or the files. */
  readonly location: string;
  /** The first day with files, `YYYY-MM-DD`: rows of earlier folders are never seen, without any error. Without it there are no days. */
  readonly firstDay?: string;
  /** The partition key, default `dt`. */
  readonly dayColumn?: string;
}

/**
 * A table over landed JSON (plain or gzip) whose partitions Athena and Trino work out from the day: no crawler, no partition
 * rows, no calls for them. Files of day `2026-05-29` are in `<location>2026-05-29/`. The range ends tomorrow, so that a clock that
 * is ahead loses nothing; a query that names no day lists them all, so that few and small files are better without days. A line that is not JSON fails the query (`HIVE_CURSOR_ERROR`) instead of becoming a row of NULLs.
 *
 * Shows: `PartitionKeys: [{ Name: 'dt', Type: 'string' }]`, `Parameters: { 'projection.enabled': 'true', 'projection.dt.type':
 * 'date', 'projection.dt.range': '2026-01-01,NOW+1DAYS', 'storage.location.template': 's3://lake/raw_bars/${dt}/', ... }`
 *
 * @throws {SqlCompileError} for a place or day that the engines would not take.
 * @example
 * await glue.createTable({ DatabaseName: 'mkt', TableInput: jsonTableInput({ table: rawBarsTable, location: 's3://lake/raw_bars/', firstDay: '2026-01-01' }) });
 */
export function jsonTableInput({ table, location, firstDay, dayColumn = 'dt' }: JsonTable): GlueTableInput {
  if (firstDay !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(firstDay))
    throw new SqlCompileError(`The first day "${firstDay}" is not YYYY-MM-DD.`);
  const folder = toLocation(location);
  return {
    Name: table.name,
    Description: `One row per ${table.grain}.`,
    TableType: 'EXTERNAL_TABLE',
    PartitionKeys: firstDay === undefined ? [] : [{ Name: dayColumn, Type: 'string', Comment: 'UTC day of arrival' }],
    Parameters: {
      EXTERNAL: 'TRUE',
      classification: 'json',
      ...(firstDay !== undefined && projectDays(folder, firstDay, dayColumn)),
    },
    StorageDescriptor: {
      Columns: toGlueColumns(table.columns),
      Location: folder,
      InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
      SerdeInfo: { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe', Parameters: {} },
    },
  };
}

function projectDays(folder: string, firstDay: string, dayColumn: string): Record<string, string> {
  return {
    'projection.enabled': 'true',
    [`projection.${dayColumn}.type`]: 'date',
    [`projection.${dayColumn}.format`]: 'yyyy-MM-dd',
    [`projection.${dayColumn}.range`]: `${firstDay},NOW+1DAYS`,
    [`projection.${dayColumn}.interval`]: '1',
    [`projection.${dayColumn}.interval.unit`]: 'DAYS',
    'storage.location.template': `${folder}\${${dayColumn}}/`,
  };
}
