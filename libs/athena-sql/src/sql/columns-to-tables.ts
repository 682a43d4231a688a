import type { TableMetadata } from 'kysely';

/** A column of a catalogue, with the table that it belongs to. */
export interface CatalogColumn {
  readonly schema: string;
  readonly table: string;
  readonly is_view: boolean;
  readonly column: string;
  /** The engine's name of the type. */
  readonly data_type: string;
  readonly is_nullable: boolean;
}

/**
 * Tables from the rows of a catalogue's columns, in their order.
 *
 * @example
 * columnsToTables([{ schema: 'mkt', table: 'bars', is_view: false, column: 'ticker', data_type: 'varchar', is_nullable: true }]).length; // 1
 */
export function columnsToTables(rows: readonly CatalogColumn[]): TableMetadata[] {
  const byTable = new Map<string, TableMetadata>();
  for (const { schema, table, is_view: isView, column: name, data_type: dataType, is_nullable: isNullable } of rows) {
    const key = JSON.stringify([schema, table]);
    const found = byTable.get(key) ?? { schema, name: table, isView, columns: [] };
    found.columns.push({ name, dataType, isNullable, isAutoIncrementing: false, hasDefaultValue: false });
    byTable.set(key, found);
  }
  return [...byTable.values()];
}
