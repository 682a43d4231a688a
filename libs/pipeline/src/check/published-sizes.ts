import { join } from 'node:path';
import { toFilePattern, toLiteral } from '@tickerlake/athena-sql';
import type { ScanCosts } from '@tickerlake/data-quality';
import { analysisViews } from '@tickerlake/market-sql';
import { coverageTable, type Tables } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { openDuckDb } from '../engines/duckdb/duckdb-session.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import type { LocalRelease } from '../storage/releases/release-store.ts';

/**
 * The stored bytes of each column of a release's tables, from the footers of its Parquet files: no row is read. A view counts as everything
 * that is published. The sizes of the history, splits and instruments are unknown.
 *
 * @throws the engine's error when a file is damaged.
 * @example
 * const sizeOf = await readPublishedSizes(paths, release);
 * sizeOf('bars')?.close; // 412345
 */
export async function readPublishedSizes(paths: StorePaths, release: LocalRelease): Promise<ScanCosts['sizeOf']> {
  const session = await openDuckDb<unknown>({ tempDirectory: join(paths.scratch, 'sizes') });
  try {
    const sizes = new Map<string, Readonly<Record<string, number>>>();
    for (const [table, months] of Object.entries(release.tables)) {
      const files = Object.values(months).flat();
      if (files.length > 0)
        sizes.set(
          table,
          await columnSizes(
            session.db,
            files.map(({ path }) => join(paths.root, path)),
          ),
        );
    }
    const total = [...sizes.values()].flatMap(Object.values).reduce((sum: number, size: number) => sum + size, 0);
    const views = analysisViews(session.db.withTables<Tables>()).map(({ table }) => table.name);
    // Every statement that reads a view contains its name, so one entry of that name counts it.
    for (const view of [coverageTable.name, ...views]) sizes.set(view, { [view]: total });
    return (dataset) => sizes.get(dataset) ?? null;
  } finally {
    await session.close();
  }
}

async function columnSizes(db: Kysely<unknown>, files: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const list = sql.raw(`[${files.map((file) => toLiteral(toFilePattern(file))).join(', ')}]`);
  const { rows } = await sql<{ column: string; bytes: number }>`
    select path_in_schema as "column", cast(sum(total_compressed_size) as double) as bytes from parquet_metadata(${list}) group by 1`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ column, bytes }) => [column, bytes]));
}
