import { join } from 'node:path';
import { quoteIdentifier, readParquet, toLiteral } from '@tickerlake/athena-sql';
import { engineType, type Table } from '@tickerlake/record-schema';
import { type Kysely, type RawBuilder, sql } from 'kysely';
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
    (file) => sql` union all ${failingRows(table, file, lostFilesMessage(paths, release.id, [file]))}`,
  );
  await sql`create view ${sql.ref(table.name)} as select * from ${readParquet(table, files)}${sql.join(failing, sql``)}`.execute(
    db,
  );
}

/**
 * A row for each day of a lost month, which fails as soon as one passes the query's own filters of `trading_date`: a query of other
 * months never meets it. Without months, one row. Every other column fails, too: a constant would let the engine drop the rows by a
 * filter of that column, without a word.
 *
 * @param file.month `YYYY-MM`, or anything else for a table without months.
 * @example
 * failingRows(splitsTable, { month: '' }, 'The splits cannot be read.');
 */
export function failingRows(table: Table, { month }: Pick<LostFile, 'month'>, message: string): RawBuilder<unknown> {
  const hasDays = /^\d{4}-\d{2}$/.test(month) && table.columns.some(({ name }) => name === 'trading_date');
  const failure = `error(${toLiteral(message)} || left(cast(lost_day as varchar), 0))`;
  const columns = table.columns.map((column) => {
    const type = engineType(column, 'duckdb');
    return `${hasDays && column.name === 'trading_date' ? `cast(lost_day as ${type})` : `cast(${failure} as ${type})`} as ${quoteIdentifier(column.name)}`;
  });
  const days = hasDays
    ? `select cast(day as date) as lost_day from generate_series(date '${month}-01', last_day(date '${month}-01'), interval 1 day) as days(day)`
    : 'select current_date as lost_day';
  return sql.raw(`select ${columns.join(', ')} from (${days}) where ${failure} is null`);
}
