import { join } from 'node:path';
import { readParquet } from '@tickerlake/athena-sql';
import type { Table } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { failingRows } from '../../engines/duckdb/failing-rows.ts';
import { findLostFiles, lostFilesMessage, type LostFile } from './release-files.ts';
import type { LocalRelease } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/**
 * Makes a view for each table of a release. A lost file makes only its month of its table unreadable: a query that needs it fails
 * with the file, the release and what to do, and all others work.
 *
 * @example
 * await openTables(db, paths, release, [barsTable, hourlyVolatilityTable]);
 */
export async function openTables(
  db: Kysely<unknown>,
  paths: StorePaths,
  release: LocalRelease,
  tables: readonly Table[],
): Promise<void> {
  const lost = await findLostFiles(paths, release);
  for (const table of tables) {
    const isOfTable = (file: LostFile): boolean => file.table === table.name;
    await openTable(db, paths, release, table, lost.filter(isOfTable)).catch(async (error: unknown) => {
      // The engine reads the end of each file: one that was changed in place may fail here.
      const rotten = (await findLostFiles(paths, release, true)).filter(isOfTable);
      if (rotten.length === 0) throw error;
      await openTable(db, paths, release, table, rotten);
    });
  }
}

async function openTable(
  db: Kysely<unknown>,
  paths: StorePaths,
  release: LocalRelease,
  table: Table,
  lost: readonly LostFile[],
): Promise<void> {
  const gone = new Set(lost.map(({ path }) => path));
  const files = Object.values(release.tables[table.name] ?? {})
    .flat()
    .filter(({ path }) => !gone.has(path))
    .map((file) => join(paths.root, file.path));
  const failing = lost.map(
    (file) => sql` union all ${failingRows(table, file.month, lostFilesMessage(paths, release.id, [file]))}`,
  );
  await sql`create view ${sql.ref(table.name)} as select * from ${readParquet(table, files)}${sql.join(failing, sql``)}`.execute(
    db,
  );
}
