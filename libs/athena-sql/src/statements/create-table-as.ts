import { SqlCompileError } from '../sql/errors.ts';
import { toLiteral } from '../sql/literal.ts';
import type { LakeEngine } from './lake-engine.ts';
import { toLocation } from './location.ts';
import { type TableName, toQueryName } from './table-name.ts';
import { pickColumns, type SqlText, toTypedSelect, type TypedColumn } from './typed-column.ts';

/** Compression of the files that are written. */
export type Compression = 'ZSTD' | 'SNAPPY' | 'GZIP' | 'NONE';

/** A Hive table and the query that fills it. */
export interface TableBuild {
  readonly table: TableName;
  /** All columns; each is cast to its type. */
  readonly columns: readonly TypedColumn[];
  readonly query: SqlText;
  /**
   * An empty folder, fresh for each attempt: a failed one leaves files behind. Absent: the engine's own place, which a
   * workgroup that enforces its output place insists on.
   */
  readonly location?: string;
  /** String columns; at most 100 distinct values are written by one statement, see `toBatchedBuild`. */
  readonly partitionedBy?: readonly string[];
  /** Default PARQUET. */
  readonly format?: 'PARQUET' | 'ORC';
  /** Default ZSTD (Athena's own is GZIP). On Trino the session says it. */
  readonly compression?: Compression;
}

/**
 * Writes a query's rows to a new Hive table; the columns that it is partitioned by come last, as the engines demand.
 *
 * Athena: `create table "mkt"."stage_7" with (format = 'PARQUET', write_compression = 'ZSTD', external_location =
 * 's3://lake/stage/7/a1/', partitioned_by = ARRAY['month']) as select cast("close" as double) as "close", cast("month" as varchar) as
 * "month" from (<query>) as "q"`; Trino: the same without `write_compression`.
 *
 * @throws {SqlCompileError} for a place or partitions that the engines would not take.
 * @example
 * const sql = createTableAs({ name: 'athena' }, { table: { database: 'mkt', name: 'stage_7' }, columns: barsTable.columns, query, location: 's3://lake/stage/7/a1/' });
 */
export function createTableAs(engine: LakeEngine, build: TableBuild): string {
  const { table, query, location, partitionedBy = [], format = 'PARQUET', compression = 'ZSTD' } = build;
  const properties = [
    `format = ${toLiteral(format)}`,
    ...(engine.name === 'athena' ? [`write_compression = ${toLiteral(compression)}`] : []),
    ...(location === undefined ? [] : [`external_location = ${toLiteral(toLocation(location))}`]),
    ...(partitionedBy.length === 0 ? [] : [`partitioned_by = ARRAY[${partitionedBy.map(toLiteral).join(', ')}]`]),
  ];
  return `create table ${toQueryName(table)} with (${properties.join(', ')}) as ${toTypedSelect(toWrittenColumns(build), 'athena', query)}`;
}

/**
 * A build's columns as they are written: those that it is partitioned by last, in their order.
 *
 * @throws {SqlCompileError} for a partition column that is missing or no string: other types prune badly.
 * @example
 * toWrittenColumns({ columns: barsTable.columns, partitionedBy: ['session'] });
 */
export function toWrittenColumns({
  columns,
  partitionedBy = [],
}: Pick<TableBuild, 'columns' | 'partitionedBy'>): TypedColumn[] {
  const last = pickColumns(columns, partitionedBy);
  const other = last.find((column) => column.type !== 'string');
  if (other !== undefined)
    throw new SqlCompileError(
      `The partition column "${other.name}" is ${other.type}: make it a string, other types are filtered slowly or not at all.`,
    );
  const first = columns.filter((column) => !partitionedBy.includes(column.name));
  if (first.length === 0) throw new SqlCompileError('A table needs a column that it is not partitioned by.');
  return [...first, ...last];
}
