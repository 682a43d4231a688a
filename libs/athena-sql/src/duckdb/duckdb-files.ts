import { engineType, type Table } from '@tickerlake/record-schema';
import { type Compilable, type RawBuilder, sql } from 'kysely';
import { quoteIdentifier } from '../identifier.ts';
import { toLiteral } from '../literal.ts';

const list = (paths: readonly string[]): string => `[${paths.map(toLiteral).join(', ')}]`;

/**
 * Newline-delimited JSON files (gzip by their name) as a relation with a table's columns. Folders named `k=v` add no columns.
 *
 * Shows: `read_json(['a.ndjson.gz'], format = 'newline_delimited', columns = {"ticker": 'VARCHAR', ...}, hive_partitioning = false)`
 *
 * @example
 * sql`select * from ${readJsonLines(rawBarsTable, files)}`
 */
export function readJsonLines(table: Table, paths: readonly string[]): RawBuilder<unknown> {
  const columns = table.columns.map((column) => `${quoteIdentifier(column.name)}: ${toLiteral(engineType(column, 'duckdb'))}`);
  return sql.raw(`read_json(${list(paths)}, format = 'newline_delimited', columns = {${columns.join(', ')}}, hive_partitioning = false)`);
}

/**
 * Parquet files of a table as a relation; without any file, a relation with its columns and no rows.
 *
 * Shows: `read_parquet(['a.parquet', 'b.parquet'], hive_partitioning = false)`
 *
 * @example
 * sql`select * from ${readParquet(barsTable, files)}`
 */
export function readParquet(table: Table, paths: readonly string[]): RawBuilder<unknown> {
  if (paths.length > 0) return sql.raw(`read_parquet(${list(paths)}, hive_partitioning = false)`);
  const columns = table.columns.map((column) => `CAST(NULL AS ${engineType(column, 'duckdb')}) AS ${quoteIdentifier(column.name)}`);
  return sql.raw(`(SELECT ${columns.join(', ')} WHERE FALSE)`);
}

/**
 * Writes a query's rows to one Parquet file (zstd), casting each column to the table's type.
 *
 * Shows: `COPY (SELECT CAST("ticker" AS VARCHAR) AS "ticker", ... FROM (<query>) ORDER BY "ticker", "bar_start") TO 'x.parquet' (FORMAT parquet, COMPRESSION zstd)`
 *
 * @example
 * await copyToParquet(barsTable, mergeBars(db), { path, orderBy: ['ticker', 'bar_start'] }).execute(db);
 */
export function copyToParquet(table: Table, query: Compilable, target: { readonly path: string; readonly orderBy: readonly string[] }): RawBuilder<{ Count: bigint }> {
  const columns = table.columns.map((column) => `CAST(${quoteIdentifier(column.name)} AS ${engineType(column, 'duckdb')}) AS ${quoteIdentifier(column.name)}`);
  const order = target.orderBy.map(quoteIdentifier).join(', ');
  return sql.raw(
    `COPY (SELECT ${columns.join(', ')} FROM (${query.compile().sql}) ORDER BY ${order}) TO ${toLiteral(target.path)} (FORMAT parquet, COMPRESSION zstd)`,
  );
}
