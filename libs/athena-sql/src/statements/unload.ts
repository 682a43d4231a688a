import { toLiteral } from '../sql/literal.ts';
import type { Compression } from './create-table-as.ts';
import { toLocation } from './location.ts';
import { type SqlText, toSqlText } from './typed-column.ts';

/** Files that a query's rows go to. */
export interface Unload {
  readonly query: SqlText;
  /** An empty folder, fresh for each attempt. */
  readonly location: string;
  /** Default PARQUET. */
  readonly format?: 'PARQUET' | 'ORC';
  /** Default ZSTD. */
  readonly compression?: Compression;
}

/**
 * Writes a query's rows to files without a table: the way to read many rows from Athena, whose result pages hold 1,000.
 * Trino has no such statement.
 *
 * Shows: `unload (<query>) to 's3://lake/export/7/a1/' with (format = 'PARQUET', compression = 'ZSTD')`
 *
 * @throws {SqlCompileError} for a place that Athena would not take.
 * @example
 * const sql = unload({ query: 'select * from mkt.bars', location: 's3://lake/export/7/a1/' });
 */
export function unload({ query, location, format = 'PARQUET', compression = 'ZSTD' }: Unload): string {
  return `unload (${toSqlText(query)}) to ${toLiteral(toLocation(location))} with (format = ${toLiteral(format)}, compression = ${toLiteral(compression)})`;
}
