import { dirname } from 'node:path';
import { readParquet, readUniformParquet } from '@tickerlake/athena-sql';
import { type Kysely, sql } from 'kysely';
import { StoreError } from '../../values/errors.ts';
import { failingRows } from '../../engines/duckdb/failing-rows.ts';
import { isDataError } from '../../engines/duckdb/is-data-error.ts';
import {
  damagedFiles,
  historyFault,
  type HistorySegments,
  listSegments,
  runIdsOf,
  segmentFile,
  storedHistory,
  writtenColumns,
} from './history-segments.ts';
import { relationOf } from '../../engines/duckdb/make-table.ts';
import { createRunJournal, type JournaledRun } from './run-journal.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** A store's record of its runs. */
export interface KnownRuns {
  /** The runs that have a journal, oldest first. */
  readonly journaled: readonly JournaledRun[];
  readonly segments: HistorySegments['current'];
}

/**
 * Finds the runs of a store.
 *
 * @example
 * const { journaled } = await findRuns(storePaths('.tickerlake/simulated'));
 */
export async function findRuns(paths: StorePaths): Promise<KnownRuns> {
  // Journals first: the other way round, a run that is folded in between would be in neither.
  const journaled = await createRunJournal(paths).runs();
  return { journaled, segments: (await listSegments(paths)).current };
}

/**
 * Makes `runs`, `corrections` and `quality_history` in an engine, as views: the segments are read only when a query needs their rows.
 * A run that has ended is in a journal and in the newest segment for a moment: it counts once. A table whose first
 * file is damaged fails when it is queried, naming the fix, and does not affect others.
 *
 * @example
 * await openRunHistory(db, await findRuns(paths));
 */
export async function openRunHistory(db: Kysely<unknown>, { journaled, segments }: KnownRuns): Promise<void> {
  const newest = segments.at(-1);
  const hasEnded = journaled.some((run) => run.outcome !== null);
  const folded = newest === undefined || !hasEnded ? new Set<string>() : await runIdsOf(db, newest).catch(orNone);
  const numbered = journaled
    .filter((run) => !folded.has(run.runId))
    .map((run, index) => ({ ...run, sequence: (newest?.last ?? 0) + 1 + index }));
  // Once an older program's segments are among them, every file is opened for its columns.
  const read =
    segments.length > 0 && segments.every(({ columns }) => columns === writtenColumns)
      ? readUniformParquet
      : readParquet;
  for (const { published: table, rows } of storedHistory) {
    // Newest first: once a query for the newest rows has them, the engine leaves out older files by their statistics.
    const files = segments.toReversed().map((segment) => segmentFile(segment, table));
    const open =
      numbered.length === 0 ? sql`` : sql`union all select * from ${relationOf(table, numbered.flatMap(rows))}`;
    const view = sql`create view ${sql.ref(table.name)} as`;
    await sql`${view} select * from ${read(table, files)} ${open}`.execute(db).catch((cause: unknown) => {
      const { message } = historyFault(dirname(newest?.folder ?? ''), cause);
      return sql`${view} ${failingRows(table, null, message)}`.execute(db);
    });
  }
}

/**
 * The error of a damaged history where the engine's error names one of its files, or one of them is damaged; otherwise the engine's error.
 * The engine does not always name the file: it opens only the first file of each table with the view, and keeps footers in memory.
 *
 * @example
 * const rows = await read().catch(async (error) => { throw await toHistoryDamage(runs, error); });
 */
export async function toHistoryDamage(runs: KnownRuns, error: unknown): Promise<unknown> {
  if (!isDataError(error)) return error;
  const files = historyFiles(runs);
  const named = files.find((path) => error.message.includes(path));
  const damaged = named ?? (await damagedFiles(files))[0];
  if (damaged === undefined) return error;
  if (named === undefined)
    return historyFault(dirname(dirname(damaged)), new Error(`${damaged} is damaged`, { cause: error }));
  // The view of a table whose first file is damaged fails with the whole sentence.
  const sentence = error.message.indexOf('The history of runs in ');
  return sentence < 0
    ? historyFault(dirname(dirname(damaged)), error)
    : new StoreError(error.message.slice(sentence), { path: damaged, cause: error });
}

/** A segment that cannot be read fails its tables when they are queried. */
function orNone(error: unknown): Set<string> {
  if (error instanceof StoreError) return new Set();
  throw error;
}

/**
 * The files of the segments, which an engine must be able to open for `openRunHistory`.
 *
 * @example
 * const engine = await openClosedEngine({ files: historyFiles(runs), setUp: (db) => openRunHistory(db, runs) });
 */
export const historyFiles = ({ segments }: KnownRuns): string[] =>
  segments.flatMap((segment) => storedHistory.map(({ published }) => segmentFile(segment, published)));
