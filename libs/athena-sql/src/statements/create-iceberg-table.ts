import { engineType } from '@tickerlake/record-schema';
import { SqlCompileError } from '../sql/errors.ts';
import { quoteIdentifier } from '../sql/identifier.ts';
import { toLiteral } from '../sql/literal.ts';
import type { LakeEngine } from './lake-engine.ts';
import { toLocation } from './location.ts';
import { type PartitionTransform, toTransform } from './partition-transform.ts';
import { type TableName, toIcebergName, toQueryName, withBackticks } from './table-name.ts';
import { pickColumns, type SqlText, toTypedSelect, type TypedColumn } from './typed-column.ts';

/** An Iceberg table: Parquet, ZSTD. */
export interface IcebergTable {
  readonly table: TableName;
  readonly columns: readonly TypedColumn[];
  /** An empty folder for this table alone; dropping the table deletes its content. */
  readonly location: string;
  readonly partitionedBy: readonly PartitionTransform[];
  /**
   * How long Athena's VACUUM keeps snapshots (seconds) and how many it keeps at least: so many releases can be rolled
   * back to. Trino is told at each VACUUM instead. Default: Athena's, 5 days and 1.
   */
  readonly keep?: { readonly maxSnapshotAgeSeconds: number; readonly minSnapshots: number };
}

/**
 * Makes an empty Iceberg table, unless there is one of that name.
 *
 * Athena: `` create table if not exists `mkt`.`bars` (`ticker` string, `bar_start` timestamp) partitioned by (month(bar_start)) location
 * 's3://lake/bars/' tblproperties ('table_type' = 'ICEBERG', 'format' = 'parquet', 'write_compression' = 'zstd') ``; Trino:
 * `create table if not exists "iceberg"."mkt"."bars" ("ticker" varchar, "bar_start" timestamp(6)) with (format = 'PARQUET', location
 * = 's3://lake/bars/', partitioning = ARRAY['month(bar_start)'])`
 *
 * @throws {SqlCompileError} for a name or place that the engines would not take.
 * @example
 * const sql = createIcebergTable({ name: 'athena' }, { table: { database: 'mkt', name: 'bars' }, columns: barsTable.columns, location: 's3://lake/bars/', partitionedBy: [{ column: 'trading_date', by: 'month' }] });
 */
export function createIcebergTable(engine: LakeEngine, description: IcebergTable): string {
  const { table, columns, location, partitionedBy, keep } = description;
  const transforms = toTransforms(description);
  const create = `create table if not exists ${toIcebergName(engine, table)}`;
  if (engine.name === 'trino') {
    const typed = columns.map((column) => `${quoteIdentifier(column.name)} ${engineType(column, 'iceberg')}`);
    return `${create} (${typed.join(', ')}) with (${toTrinoProperties(description).join(', ')})`;
  }
  const typed = columns.map((column) => `${withBackticks(quoteIdentifier(column.name))} ${engineType(column, 'glue')}`);
  const properties = {
    table_type: 'ICEBERG',
    format: 'parquet',
    write_compression: 'zstd',
    ...(keep === undefined
      ? {}
      : {
          vacuum_max_snapshot_age_seconds: String(keep.maxSnapshotAgeSeconds),
          vacuum_min_snapshots_to_keep: String(keep.minSnapshots),
        }),
  };
  const partitions = partitionedBy.length === 0 ? '' : ` partitioned by (${transforms.join(', ')})`;
  const pairs = Object.entries(properties).map(([name, value]) => `${toLiteral(name)} = ${toLiteral(value)}`);
  return `${create} (${typed.join(', ')})${partitions} location ${toLiteral(toLocation(location))} tblproperties (${pairs.join(', ')})`;
}

/**
 * Makes an Iceberg table from a query's rows, each column cast to its type; at most 100 partitions. A failed attempt may
 * leave files: the next one needs another place.
 *
 * Athena: `create table "mkt"."bars" with (table_type = 'ICEBERG', is_external = false, format = 'PARQUET', write_compression = 'ZSTD',
 * location = 's3://lake/bars/', partitioning = ARRAY['month(bar_start)']) as select cast("bar_start" as timestamp(6)) as "bar_start" from (<query>) as "q"`;
 * Trino: `create table "iceberg"."mkt"."bars" with (format = 'PARQUET', location = ..., partitioning = ...) as ...`
 *
 * @throws {SqlCompileError} for a name or place that the engines would not take.
 * @example
 * const sql = createIcebergTableAs({ name: 'athena' }, description, 'select * from mkt.stage_7');
 */
export function createIcebergTableAs(engine: LakeEngine, description: IcebergTable, query: SqlText): string {
  const { table, columns, keep } = description;
  const select = toTypedSelect(columns, 'iceberg', query);
  if (engine.name === 'trino')
    return `create table ${toIcebergName(engine, table)} with (${toTrinoProperties(description).join(', ')}) as ${select}`;
  const [format = '', ...rest] = toTrinoProperties(description);
  const properties = [
    "table_type = 'ICEBERG'",
    'is_external = false',
    format,
    "write_compression = 'ZSTD'",
    ...rest,
    ...(keep === undefined
      ? []
      : [
          `vacuum_max_snapshot_age_seconds = ${keep.maxSnapshotAgeSeconds}`,
          `vacuum_min_snapshots_to_keep = ${keep.minSnapshots}`,
        ]),
  ];
  return `create table ${toQueryName(table)} with (${properties.join(', ')}) as ${select}`;
}

function toTransforms({ columns, partitionedBy }: IcebergTable): string[] {
  const picked = pickColumns(
    columns,
    partitionedBy.map(({ column }) => column),
  );
  return partitionedBy.map((transform, index) => {
    const type = picked[index]?.type;
    const isTime = type === 'date' || type === 'timestamp';
    if (transform.by !== 'identity' && (!isTime || (type === 'date' && transform.by === 'hour'))) {
      throw new SqlCompileError(
        `The ${type} column "${transform.column}" has no ${transform.by}: partition by a date or timestamp, or by identity.`,
      );
    }
    return toTransform(transform);
  });
}

function toTrinoProperties(description: IcebergTable): string[] {
  const transforms = toTransforms(description);
  return [
    "format = 'PARQUET'",
    `location = ${toLiteral(toLocation(description.location))}`,
    ...(transforms.length === 0 ? [] : [`partitioning = ARRAY[${transforms.map(toLiteral).join(', ')}]`]),
  ];
}
