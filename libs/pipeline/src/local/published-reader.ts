import { join } from 'node:path';
import { analysisViews, readParquet, toFilePattern } from '@tickerlake/athena-sql';
import { barsTable, hourlyVolatilityTable, qualityResultsTable, sessionsTable, splitsTable, type Tables } from '@tickerlake/record-schema';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { RequestError } from '../errors.ts';
import { splitRows } from '../splits/known-splits.ts';
import { type DuckDbSession, openDuckDb } from './duckdb-session.ts';
import { createLocalSplitStore } from './local-split-store.ts';
import { makeTable } from './make-table.ts';
import { openCoverage } from './open-coverage.ts';
import { findRuns, openRunHistory } from './open-run-history.ts';
import type { LocalRelease } from './release-store.ts';
import { publishedState } from './published-state.ts';
import type { StorePaths } from './store-paths.ts';
import { streamRows } from './stream-rows.ts';

const publishedTables = [sessionsTable, barsTable, hourlyVolatilityTable, qualityResultsTable] as const;

/** A result with its columns. */
export interface TypedRows {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Published tables, opened for reading. */
export interface PublishedReader {
  readonly release: LocalRelease;
  /** What it shows, as `publishedState` names it. */
  readonly state: string;
  readonly db: Kysely<Tables>;
  /** The same engine, for whoever brings tables of its own. */
  readonly engine: Kysely<unknown>;
  /** Its connection, for whoever reads results in DuckDB's own types: one statement at a time, and only what `isOneRead` lets through. */
  readonly connection: DuckDbSession<unknown>['connection'];
  isOneRead(text: string): Promise<boolean>;
  /** Runs one SELECT on the published tables; it can read nothing else and write nothing. Throws RequestError for any other statement. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  /**
   * The same in pages of at most 2,048 rows as the engine finds them, the first one also when there are no rows; values as
   * `toResultValue` gives them. The engine must do nothing else meanwhile.
   */
  stream(text: string): AsyncIterable<TypedRows>;
  /** The same with the columns' names and DuckDB types, also when there are no rows. */
  queryColumns(text: string): Promise<TypedRows>;
  interrupt(): void;
  close(): Promise<void>;
}

/**
 * Opens the tables of one release, with the views of the analysis, `coverage`, and the runs (`runs`, `corrections`, `quality_history`) and `splits` up to now, in a fresh engine that can see this release's files and nothing else.
 *
 * @param signal interrupts the running statement and refuses the next ones; default: nothing does.
 * @param prelude statements that run first, such as macros that make another engine's functions known.
 * @throws {SqlExecutionError} when a file of the release is missing.
 * @example
 * const reader = await openPublished(paths, release);
 * const rows = await reader.query('select ticker, max(hourly_var) from hourly_volatility group by ticker');
 */
export async function openPublished(paths: StorePaths, release: LocalRelease, prelude: readonly string[] = [], signal?: AbortSignal): Promise<PublishedReader> {
  const state = await publishedState(paths, release);
  const session = await openDuckDb<unknown>({ tempDirectory: join(paths.scratch, 'duckdb'), ...(signal && { signal }) });
  try {
    for (const table of publishedTables) {
      const files = Object.values(release.tables[table.name] ?? {}).flat().map((file) => join(paths.root, file.path));
      await sql`create view ${sql.ref(table.name)} as select * from ${readParquet(table, files)}`.execute(session.db);
    }
    const { known } = await createLocalSplitStore(paths).open();
    await makeTable(session.db, splitsTable, splitRows(known?.splits ?? []));
    for (const { table, query } of analysisViews(session.db.withTables<Tables>())) await sql`create view ${sql.ref(table.name)} as ${sql.raw(query.compile().sql)}`.execute(session.db);
    await openCoverage({ db: session.db, release, as: 'view' });
    await openRunHistory(session.db, await findRuns(paths));
    for (const statement of prelude) await sql.raw(statement).execute(session.db);
    await closeToTheWorld(session, paths);
  } catch (error) {
    await session.close();
    throw error;
  }
  const assertOneRead = async (text: string): Promise<void> => {
    if (text.trim() === '' || !(await session.isOneRead(text))) throw new RequestError('Published tables are only read: give one SELECT statement, without others behind it.');
  };
  const query = async (text: string): Promise<readonly Record<string, unknown>[]> => {
    await assertOneRead(text);
    return (await session.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text))).rows;
  };
  return {
    release,
    state,
    db: session.db.withTables<Tables>(),
    engine: session.db,
    connection: session.connection,
    isOneRead: (text) => session.isOneRead(text),
    query,
    async *stream(text) {
      await assertOneRead(text);
      yield* streamRows(session, text);
    },
    async queryColumns(text) {
      const described = await query(`DESCRIBE ${text}`);
      const columns = described.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
      const rows = await query(text);
      return { columns, rows: rows.map((row) => columns.map((column) => row[column.name])) };
    },
    interrupt: () => session.interrupt(),
    close: () => session.close(),
  };
}

async function closeToTheWorld(session: DuckDbSession<unknown>, paths: StorePaths): Promise<void> {
  // DuckDB compares with the pattern as it is written.
  const folders = [...new Set([paths.warehouse, paths.history].flatMap((folder) => [folder, toFilePattern(folder)]))].map((folder) => sql.lit(`${folder}/`));
  await sql`set allowed_directories = [${sql.join(folders)}]`.execute(session.db);
  await sql`set enable_external_access = false`.execute(session.db);
  await sql`set lock_configuration = true`.execute(session.db);
}
