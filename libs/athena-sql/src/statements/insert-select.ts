import { quoteIdentifier } from '../sql/identifier.ts';
import { type TableName, toQueryName } from './table-name.ts';
import { type SqlText, toTypedSelect, type TypedColumn } from './typed-column.ts';

/** Rows for a table that exists. */
export interface Insertion {
  readonly table: TableName;
  readonly columns: readonly TypedColumn[];
  readonly query: SqlText;
  /** What the table is made of: it decides the precision of timestamps. */
  readonly kind: 'hive' | 'iceberg';
}

/**
 * Adds a query's rows to a table, each column cast to its type; the same text on Athena and Trino.
 *
 * Shows: `insert into "mkt"."bars" ("close") select cast("close" as double) as "close" from (<query>) as "q"`
 *
 * @example
 * const sql = insertSelect({ table: { database: 'mkt', name: 'bars' }, columns: barsTable.columns, query: 'select * from mkt.stage_7', kind: 'iceberg' });
 */
export function insertSelect({ table, columns, query, kind }: Insertion): string {
  const names = columns.map((column) => quoteIdentifier(column.name)).join(', ');
  return `insert into ${toQueryName(table)} (${names}) ${toTypedSelect(columns, kind === 'hive' ? 'athena' : 'iceberg', query)}`;
}
