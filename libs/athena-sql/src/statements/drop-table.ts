import type { LakeEngine } from './lake-engine.ts';
import { type TableName, toQueryName, withBackticks } from './table-name.ts';

/**
 * Drops a table, if there is one. A Hive table that was built with a place keeps its files; **an Iceberg table loses them**.
 *
 * Athena: `` drop table if exists `mkt`.`stage_7` ``; Trino: `drop table if exists "mkt"."stage_7"`
 *
 * @throws {SqlCompileError} unless the names are lower_snake.
 * @example
 * const sql = dropTable({ name: 'athena' }, { database: 'mkt', name: 'stage_7' });
 */
export function dropTable(engine: LakeEngine, table: TableName): string {
  const name = toQueryName(table);
  return `drop table if exists ${engine.name === 'athena' ? withBackticks(name) : name}`;
}

/**
 * Drops a view, if there is one; the same on both engines.
 *
 * Shows: `drop view if exists "mkt"."rolling"`
 *
 * @throws {SqlCompileError} unless the names are lower_snake.
 * @example
 * const sql = dropView({ database: 'mkt', name: 'rolling' });
 */
export function dropView(view: TableName): string {
  return `drop view if exists ${toQueryName(view)}`;
}
