import { engineType } from '@tickerlake/record-schema';
import { quoteIdentifier } from '../sql/identifier.ts';
import type { LakeEngine } from './lake-engine.ts';
import { type TableName, toIcebergName, withBackticks } from './table-name.ts';
import type { TypedColumn } from './typed-column.ts';

/**
 * Adds columns to an Iceberg table, after the others; older rows have NULL there. No statement when there are none.
 *
 * Athena: `` alter table `mkt`.`bars` add columns (`vwap` double) ``; Trino: `alter table "iceberg"."mkt"."bars" add column "vwap" double`, one for each.
 *
 * @throws {SqlCompileError} unless the names are lower_snake.
 * @example
 * for (const sql of addColumns({ name: 'athena' }, { database: 'mkt', name: 'bars' }, [{ name: 'vwap', type: 'double' }])) await run(sql);
 */
export function addColumns(engine: LakeEngine, table: TableName, columns: readonly TypedColumn[]): string[] {
  const alter = `alter table ${toIcebergName(engine, table)}`;
  if (engine.name === 'trino')
    return columns.map(
      (column) => `${alter} add column ${quoteIdentifier(column.name)} ${engineType(column, 'iceberg')}`,
    );
  if (columns.length === 0) return [];
  const typed = columns.map((column) => `${withBackticks(quoteIdentifier(column.name))} ${engineType(column, 'glue')}`);
  return [`${alter} add columns (${typed.join(', ')})`];
}
