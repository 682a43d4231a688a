import { engineType, type Table } from '@tickerlake/record-schema';
import { type Compilable, type RawBuilder, sql } from 'kysely';
import { quoteIdentifier } from '../sql/identifier.ts';
import { toLiteral } from '../sql/literal.ts';

/**
 * A path as a DuckDB pattern that matches this path alone: where files are read DuckDB treats every path as a pattern, and `a?b` would also
 * read what lies in `axb`.
 *
 * @example
 * toFilePattern('/data/what?/a.parquet'); // '/data/what[?]/a.parquet'
 */
export const toFilePattern = (path: string): string => path.replace(/[*?[]/g, '[$&]');

const list = (paths: readonly string[]): string =>
  `[${paths.map((path) => toLiteral(toFilePattern(path))).join(', ')}]`;

/**
 * Newline-delimited JSON files (gzip by their name) as a relation with a table's columns. Folders named `k=v` add no columns.
 *
 * Shows: `read_json(['a.ndjson.gz'], format = 'newline_delimited', columns = {"ticker": 'VARCHAR', ...}, hive_partitioning = false, compression = 'gzip')`
 *
 * @example
 * sql`select * from ${readJsonLines(rawBarsTable, files)}`
 */
export function readJsonLines(table: Table, paths: readonly string[]): RawBuilder<unknown> {
  const columns = table.columns.map(
    (column) => `${quoteIdentifier(column.name)}: ${toLiteral(engineType(column, 'duckdb'))}`,
  );
  // Left to itself, DuckDB looks for the ".gz" before a "?" in the path, as if it were a URL.
  const compression = paths.every((path) => path.endsWith('.gz')) ? ", compression = 'gzip'" : '';
  return sql.raw(
    `read_json(${list(paths)}, format = 'newline_delimited', columns = {${columns.join(', ')}}, hive_partitioning = false${compression})`,
  );
}

/**
 * Parquet files of a table as a relation with exactly its columns; without any file, without rows. A column that a file
 * does not have yet is NULL in its rows: adding one to a table leaves older files readable.
 *
 * Shows: `(SELECT "ticker", ... FROM (SELECT CAST(NULL AS VARCHAR) AS "ticker", ... WHERE FALSE UNION ALL BY NAME SELECT *
 * FROM read_parquet(['a.parquet', 'b.parquet'], hive_partitioning = false, union_by_name = true)))`
 *
 * @example
 * sql`select * from ${readParquet(barsTable, files)}`
 */
export function readParquet(table: Table, paths: readonly string[]): RawBuilder<unknown> {
  const typed = table.columns.map(
    (column) => `CAST(NULL AS ${engineType(column, 'duckdb')}) AS ${quoteIdentifier(column.name)}`,
  );
  const none = `SELECT ${typed.join(', ')} WHERE FALSE`;
  if (paths.length === 0) return sql.raw(`(${none})`);
  const names = table.columns.map((column) => quoteIdentifier(column.name)).join(', ');
  return sql.raw(
    `(SELECT ${names} FROM (${none} UNION ALL BY NAME SELECT * FROM read_parquet(${list(paths)}, hive_partitioning = false, union_by_name = true)))`,
  );
}

/**
 * Parquet files that are known to have a table's very columns, at least one. Only the first is opened before rows are read, and the
 * engine can leave out files by their statistics, which a column that may be missing would prevent.
 *
 * Shows: `(SELECT "run_id", ... FROM read_parquet(['a.parquet', 'b.parquet'], hive_partitioning = false))`
 *
 * @example
 * sql`select * from ${readUniformParquet(runsTable, ['a.parquet', 'b.parquet'])}`
 */
export function readUniformParquet(table: Table, paths: readonly string[]): RawBuilder<unknown> {
  return sql.raw(
    `(SELECT ${table.columns.map((column) => quoteIdentifier(column.name)).join(', ')} FROM read_parquet(${list(paths)}, hive_partitioning = false))`,
  );
}

/** Columns with more different values in a row group, such as prices, have no dictionary: it takes a tenth of the time and of the file. */
const dictionaryLimit = 1_000;

/**
 * Writes a query's rows to one Parquet file (zstd), casting each column to the table's type; without `orderBy`, in any order.
 *
 * Shows: `COPY (SELECT CAST("ticker" AS VARCHAR) AS "ticker", ... FROM (<query>) ORDER BY "ticker", "bar_start") TO 'x.parquet' (FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT 1000)`
 *
 * @example
 * await copyToParquet(barsTable, mergeBars(db), { path, orderBy: ['ticker', 'bar_start'] }).execute(db);
 */
export function copyToParquet(
  table: Table,
  query: Compilable,
  target: { readonly path: string; readonly orderBy: readonly string[] },
): RawBuilder<{ Count: bigint }> {
  const columns = table.columns.map(
    (column) =>
      `CAST(${quoteIdentifier(column.name)} AS ${engineType(column, 'duckdb')}) AS ${quoteIdentifier(column.name)}`,
  );
  const order = target.orderBy.length === 0 ? '' : ` ORDER BY ${target.orderBy.map(quoteIdentifier).join(', ')}`;
  return sql.raw(
    `COPY (SELECT ${columns.join(', ')} FROM (${query.compile().sql})${order}) TO ${toLiteral(target.path)} (FORMAT parquet, COMPRESSION zstd, DICTIONARY_SIZE_LIMIT ${dictionaryLimit})`,
  );
}
