import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readParquet } from '@tickerlake/athena-sql';
import type { Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { failingRows } from '../engines/duckdb/failing-rows.ts';
import { reconciledTables } from '../ports/table-registry.ts';
import { flush } from '../storage/files/atomic-file.ts';
import { listFolder } from '../storage/files/list-folder.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';

type Paths = Pick<StorePaths, 'reconciliations'>;

/**
 * The newest record of a store's comparisons: a folder with a Parquet file for each table, which never changes; the next comparison writes
 * another. Null before the first.
 *
 * @example
 * await currentReconciliation(storePaths('.tickerlake/polygon')); // '.tickerlake/polygon/reconciliations/00000003'
 */
export async function currentReconciliation(paths: Paths): Promise<string | null> {
  const last = (await versionsOf(paths)).at(-1);
  return last === undefined ? null : join(paths.reconciliations, last);
}

/**
 * The file of a table in a record.
 *
 * @example
 * reconciliationFile('.../reconciliations/00000003', barDifferencesTable); // '.../00000003/bar_differences.parquet'
 */
export const reconciliationFile = (folder: string, { name }: Pick<Table, 'name'>): string =>
  join(folder, `${name}.parquet`);

/**
 * The files that an engine must be able to open for `openReconciliation`.
 *
 * @example
 * const files = reconciliationFiles(await currentReconciliation(paths));
 */
export const reconciliationFiles = (folder: string | null): string[] =>
  folder === null ? [] : reconciledTables.map((table) => reconciliationFile(folder, table));

/**
 * Makes `reconciliation` and `bar_differences` in an engine, as views. A damaged file fails the queries of its table alone.
 *
 * @param folder of `currentReconciliation`.
 * @example
 * await openReconciliation(db, await currentReconciliation(paths));
 */
export async function openReconciliation(db: Kysely<unknown>, folder: string | null): Promise<void> {
  for (const table of reconciledTables) {
    const view = sql`create view ${sql.ref(table.name)} as`;
    const files = folder === null ? [] : [reconciliationFile(folder, table)];
    await sql`${view} select * from ${readParquet(table, files)}`.execute(db).catch((cause: unknown) => {
      const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
      const message = `The comparison in ${folder ?? ''} cannot be read: ${reason}. Remove the folder; "tickerlake reconcile" compares again.`;
      return sql`${view} ${failingRows(table, null, message)}`.execute(db);
    });
  }
}

/**
 * Writes the next record. It appears by one rename; the one before it stays, because a query may be reading it, and older ones go. Only the
 * holder of the run lock may call it.
 *
 * @param write writes the file of each table, given the one that is replaced.
 * @example
 * await writeReconciliation(paths, (table, file, old) => copy(table, file, old));
 */
export async function writeReconciliation(
  paths: Paths,
  write: (table: Table, file: string, old: readonly string[]) => Promise<void>,
): Promise<void> {
  const versions = await versionsOf(paths);
  const last = versions.at(-1);
  const next = String(Number(last ?? 0) + 1).padStart(8, '0');
  const folder = join(paths.reconciliations, next);
  const draft = `${folder}.tmp`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  for (const table of reconciledTables) {
    const file = reconciliationFile(draft, table);
    const old = last === undefined ? [] : [reconciliationFile(join(paths.reconciliations, last), table)];
    await write(table, file, old);
    await flush(file);
  }
  await rename(draft, folder);
  await flush(paths.reconciliations, 'folder');
  for (const version of versions.slice(0, -1))
    await rm(join(paths.reconciliations, version), { recursive: true, force: true });
}

const versionsOf = async ({ reconciliations }: Paths): Promise<readonly string[]> =>
  (await listFolder(reconciliations)).filter((name) => /^\d{8}$/.test(name));
