import type { LakeEngine } from './lake-engine.ts';
import { type Period, toPeriodCondition } from './period.ts';
import { type TableName, toIcebergName } from './table-name.ts';
import type { TypedColumn } from './typed-column.ts';

/** What to compact. */
export interface Optimization {
  readonly table: TableName;
  readonly columns: readonly TypedColumn[];
  /** Whole partitions: bounds at the edges of what the table is partitioned by, or Trino fails. */
  readonly period: Period;
}

/**
 * Rewrites the files of some partitions of an Iceberg table into few: each MERGE leaves a data file and a delete file more.
 * Athena may answer `ICEBERG_OPTIMIZE_MORE_RUNS_NEEDED`: run it again.
 *
 * Athena: `OPTIMIZE mkt.bars REWRITE DATA USING BIN_PACK WHERE (trading_date >= DATE '2026-05-01' and trading_date < DATE
 * '2026-06-01')` (it takes no quoted names); Trino: `alter table "iceberg"."mkt"."bars" execute optimize(file_size_threshold => '100MB') where (...)`
 *
 * @throws {SqlCompileError} for a name that is not a column and periods that are empty or overlap.
 * @example
 * const sql = optimizeTable({ name: 'athena' }, { table: { database: 'mkt', name: 'bars' }, columns: barsTable.columns, period });
 */
export function optimizeTable(engine: LakeEngine, { table, columns, period }: Optimization): string {
  const where = toPeriodCondition(period, columns, '');
  if (engine.name === 'trino')
    return `alter table ${toIcebergName(engine, table)} execute optimize(file_size_threshold => '100MB') where ${where}`;
  return `OPTIMIZE ${toIcebergName(engine, table).replaceAll('`', '')} REWRITE DATA USING BIN_PACK WHERE ${where.replaceAll('"', '')}`;
}
