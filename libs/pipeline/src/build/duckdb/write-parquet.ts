import { join } from 'node:path';
import { copyToParquet } from '@tickerlake/athena-sql';
import type { Table } from '@tickerlake/record-schema';
import type { Compilable, Kysely } from 'kysely';
import type { TablePart } from '../../ports/warehouse.ts';
import { replaceFile } from '../../storage/files/atomic-file.ts';
import { digestFile } from '../../storage/files/digest-file.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/**
 * Writes a query's rows to one Parquet file of the store, whole or not at all.
 *
 * @param target.path inside the store.
 * @throws {SqlExecutionError} when the query fails or the disk is full.
 * @example
 * const file = await writeParquet(db, paths, barsTable, query, { path: buildPath('bars', '2026-05', 'r1'), orderBy: [] });
 */
export async function writeParquet<Database>(
  db: Kysely<Database>,
  paths: StorePaths,
  table: Table,
  query: Compilable,
  target: { readonly path: string; readonly orderBy: readonly string[] },
): Promise<TablePart> {
  const full = join(paths.root, target.path);
  let rows = 0;
  await replaceFile(full, async (temporary) => {
    const { rows: counted } = await copyToParquet(table, query, { path: temporary, orderBy: target.orderBy }).execute(
      db,
    );
    rows = Number(counted[0]?.Count ?? 0n);
  });
  return { path: target.path, rows, ...(await digestFile(full)) };
}
