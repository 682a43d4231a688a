import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { analysisViews, sessionTotals, vendorTotalsTable, type WithVendorTotals } from '@tickerlake/market-sql';
import {
  instrumentsTable,
  type JsonRow,
  sessionTotalsTable,
  splitsTable,
  type Table,
  type Tables,
} from '@tickerlake/record-schema';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { instrumentRows } from '../../values/instrument.ts';
import { createLocalInstrumentStore } from '../../instruments/local-instrument-store.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import { splitRows } from '../../splits/known-splits.ts';
import { listTotals, type StoredTotals, toTotalsDamage } from '../../totals/list-totals.ts';
import { readJsonLines, SqlExecutionError } from '@tickerlake/athena-sql';
import type { CopyFormat, ExportColumn, TypedRows } from '../../ports/result-rows.ts';
import { copyStatement } from '../../engines/duckdb/copy-statement.ts';
import { RefusedSql } from '../../engines/duckdb/closed-engine/refused-sql.ts';
import { type ClosedSession, openClosedEngine } from '../../engines/duckdb/closed-engine/open-closed-engine.ts';
import { throwRefusal } from '../../engines/duckdb/closed-engine/throw-refusal.ts';
import { createLocalSplitStore } from '../../splits/local-split-store.ts';
import { makeTable, relationOf } from '../../engines/duckdb/make-table.ts';
import { openCoverage } from '../../check/open-coverage.ts';
import {
  currentReconciliation,
  openReconciliation,
  reconciliationFiles,
} from '../../reconcile/reconciliation-files.ts';
import { findRuns, historyFiles, openRunHistory, toHistoryDamage } from '../../history/local/open-run-history.ts';
import { publishedState } from './published-state.ts';
import { failingRows } from '../../engines/duckdb/failing-rows.ts';
import { openTables } from '../../release/manifest/published-tables.ts';
import { StoreError } from '../../values/errors.ts';
import { toDamage } from '../../release/manifest/release-files.ts';
import type { LocalRelease } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { streamRows } from '../../engines/duckdb/stream-rows.ts';

/** How published tables are opened. */
export interface PublishedReaderOptions {
  readonly setUp?: (db: Kysely<unknown>) => Promise<void>;
  readonly signal?: AbortSignal;
  /** Files that `exportTo` may write; what is larger than the memory is meanwhile in a folder next to the first. */
  readonly outputs?: readonly string[];
  /** In DuckDB's syntax, `1GB` by default. */
  readonly memoryLimit?: string;
}

/** Published tables, opened for reading. */
export interface PublishedReader {
  readonly release: LocalRelease;
  /** What it shows, as `publishedState` names it. */
  readonly state: string;
  readonly db: Kysely<Tables>;
  /** The same connection without types, for rules. */
  readonly engine: Kysely<unknown>;
  /** Another connection, for a statement that must not wait for others; its owner closes it. */
  connect(): Promise<ClosedSession>;
  /** Runs one SELECT on the published tables. Throws RefusedSql for anything else. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  /**
   * The same in pages of at most 2,048 rows as the engine finds them, the first one also when there are no rows; values as
   * `toResultValue` gives them. The connection must do nothing else meanwhile.
   */
  stream(text: string): AsyncIterable<TypedRows>;
  /** The columns of one SELECT, which is not run. Throws RefusedSql for anything else. */
  columnsOf(text: string): Promise<readonly ExportColumn[]>;
  /**
   * Writes the rows of one SELECT to one of the `outputs`, in the order in which it gives them.
   *
   * @returns how many rows.
   * @throws {RefusedSql} for anything else than a SELECT; {SqlExecutionError} when it or the writing fails.
   */
  exportTo(text: string, format: CopyFormat, file: string): Promise<number>;
  /** Stops what `db`, `engine`, `query` and `stream` run. */
  interrupt(): void;
  close(): Promise<void>;
}

/**
 * Opens the tables of one release, with the views of the analysis, `coverage`, and the runs (`runs`, `corrections`, `quality_history`), comparisons and `splits` up to now, in a closed engine that can open this release's files and nothing else.
 *
 * @param options `setUp` makes more in the engine before it closes, such as macros of another engine's functions; `signal` interrupts the
 * running statement and refuses the next ones.
 * @throws {StoreError} when something else of the store than a table's file is damaged; a query that needs a lost file fails by itself.
 * @example
 * const reader = await openPublished(paths, release);
 * const rows = await reader.query('select ticker, max(hourly_var) from hourly_volatility group by ticker');
 */
export async function openPublished(
  paths: StorePaths,
  release: LocalRelease,
  options: PublishedReaderOptions = {},
): Promise<PublishedReader> {
  const state = await publishedState(paths, release);
  const runs = await findRuns(paths);
  const totals = await listTotals(paths);
  const reconciliation = await currentReconciliation(paths);
  const scratch = options.outputs?.slice(0, 1).map((file) => `${file}.scratch`)[0];
  const closed = await openClosedEngine({
    files: [
      ...publishedTables.flatMap(({ table: { name } }) =>
        Object.values(release.tables[name] ?? {})
          .flat()
          .map((file) => join(paths.root, file.path)),
      ),
      ...historyFiles(runs),
      ...totals.map(({ path }) => path),
      ...reconciliationFiles(reconciliation),
    ],
    async setUp(db) {
      await openTables(
        db,
        paths,
        release,
        publishedTables.map(({ table }) => table),
      );
      await openSplits(db, paths);
      await openInstruments(db, paths);
      for (const { table, query } of analysisViews(db.withTables<Tables>()))
        await sql`create view ${sql.ref(table.name)} as ${sql.raw(query.compile().sql)}`.execute(db);
      await openTotals(db, totals);
      await openCoverage({ db, release, as: 'view' });
      await openRunHistory(db, runs);
      await openReconciliation(db, reconciliation);
      await options.setUp?.(db);
    },
    ...(options.signal !== undefined && { signal: options.signal }),
    ...(options.outputs !== undefined && { outputs: options.outputs }),
    ...(scratch !== undefined && { scratch }),
    ...(options.memoryLimit !== undefined && { memoryLimit: options.memoryLimit }),
  });
  const session = await closed.connect();
  const throwDamage = async (error: unknown): Promise<never> => {
    throw await toHistoryDamage(runs, await toDamage(paths, release, toTotalsDamage(totals, error)));
  };
  const query = async (text: string): Promise<readonly Record<string, unknown>[]> => {
    const { rows } = await session.db
      .executeQuery<Record<string, unknown>>(CompiledQuery.raw(text))
      .catch(throwRefusal)
      .catch(throwDamage);
    return rows;
  };
  const stream = async function* (text: string): AsyncGenerator<TypedRows> {
    try {
      yield* streamRows(session, text);
    } catch (error) {
      await throwDamage(error);
    }
  };
  const failing = (what: string, text: string) => (cause: unknown) => {
    options.signal?.throwIfAborted();
    if (cause instanceof RefusedSql) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SqlExecutionError(`DuckDB could not ${what}: ${reason}`, {
      engine: 'duckdb',
      sql: text,
      transient: false,
      cause,
    });
  };
  const columnsOf = (text: string): Promise<readonly ExportColumn[]> =>
    session.columnsOf(text).catch(failing('run a statement', text)).catch(throwDamage);
  return {
    release,
    state,
    db: session.db.withTables<Tables>(),
    engine: session.db,
    connect: () => closed.connect(),
    query,
    stream,
    columnsOf,
    async exportTo(text, format, file) {
      const columns = await columnsOf(text);
      return session
        .copy(copyStatement(columns, format, file))
        .catch(failing(`write ${file}`, text))
        .catch(throwDamage);
    },
    interrupt: () => session.connection.interrupt(),
    async close() {
      await session.close();
      closed.close();
      // The engine leaves it after some errors, and a killed process always does.
      if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** The view reads the files when it is asked. */
async function openTotals(db: Kysely<unknown>, totals: readonly StoredTotals[]): Promise<void> {
  const files = totals.map(({ path }) => path);
  const days = files.length === 0 ? relationOf(vendorTotalsTable, []) : readJsonLines(vendorTotalsTable, files);
  const view = sessionTotals(db.withTables<WithVendorTotals>()).compile().sql;
  await sql`create view ${sql.ref(vendorTotalsTable.name)} as select * from ${days}`.execute(db);
  await sql`create view ${sql.ref(sessionTotalsTable.name)} as ${sql.raw(view)}`.execute(db);
}

const openSplits = (db: Kysely<unknown>, paths: StorePaths): Promise<void> =>
  openReference(db, splitsTable, async () =>
    splitRows((await createLocalSplitStore(paths).open()).known?.splits ?? []),
  );

const openInstruments = (db: Kysely<unknown>, paths: StorePaths): Promise<void> =>
  openReference(db, instrumentsTable, async () =>
    instrumentRows((await createLocalInstrumentStore(paths).open()).known?.table ?? []),
  );

/** A damaged file stops only the queries that need it. */
async function openReference<T extends Table>(
  db: Kysely<unknown>,
  table: T,
  read: () => Promise<readonly JsonRow<T>[]>,
): Promise<void> {
  try {
    await makeTable(db, table, await read());
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const rows = failingRows(table, null, error.message);
    await sql`create view ${sql.ref(table.name)} as ${rows}`.execute(db);
  }
}
