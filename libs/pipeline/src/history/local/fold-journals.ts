import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyToParquet, readParquet } from '@tickerlake/athena-sql';
import { type Kysely, sql } from 'kysely';
import type { RunFacts } from '../run-rows.ts';
import { flush } from '../../storage/files/atomic-file.ts';
import { type DuckDbSession, openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import {
  damagedFiles,
  historyFault,
  type HistorySegment,
  type HistorySegments,
  lengthOf,
  listSegments,
  maxSegmentRuns,
  mergedSegments,
  runIdsOf,
  segmentFile,
  segmentOf,
  storedHistory,
} from './history-segments.ts';
import { makeTable } from '../../engines/duckdb/make-table.ts';
import type { RunJournal } from './run-journal.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/**
 * Moves ended runs from their journals into the history: the newest segment is written again with their rows, appears by one rename,
 * and only then the journals go. Journals of runs that can be resumed stay. Runs are numbered in the order of folding, which no clock
 * decides. Killed at any point, the next call finishes: a run that the newest segment holds already only loses its journal. Only the
 * holder of the run lock may call it.
 *
 * @param segmentRuns runs in one segment.
 * @returns how many runs were added.
 * @throws {StoreError} when the newest segment cannot be read or the new one not written; journals that are not in it stay.
 * @example
 * await foldJournals(paths, createRunJournal(paths));
 */
export async function foldJournals(
  paths: StorePaths,
  journal: RunJournal,
  segmentRuns: number = maxSegmentRuns,
): Promise<number> {
  const ids = await journal.ids();
  let session: DuckDbSession<unknown> | null = null;
  let added = 0;
  try {
    // As many at a time as a segment holds: an old store has thousands.
    for (let from = 0; from < ids.length; from += segmentRuns) {
      const batch = ids.slice(from, from + segmentRuns);
      const runs = await Promise.all(batch.map((id) => journal.read(id)));
      await journal.removeUnstarted(batch.filter((_, index) => runs[index] === null));
      const ended = runs.filter((run) => run !== null).filter((run) => run.outcome !== null);
      if (ended.length === 0) continue;
      session ??= await openDuckDb<unknown>({ tempDirectory: join(paths.scratch, 'history') });
      added += await foldBatch({ db: session.db, paths, journal, segmentRuns }, ended);
    }
    return added;
  } finally {
    await session?.close();
  }
}

/** Where runs are folded, and with what. */
interface FoldContext {
  readonly db: Kysely<unknown>;
  readonly paths: StorePaths;
  readonly journal: RunJournal;
  readonly segmentRuns: number;
}

async function foldBatch(
  { db, paths, journal, segmentRuns }: FoldContext,
  batch: readonly RunFacts[],
): Promise<number> {
  const { current } = await removeLeftovers(paths);
  let newest = current.at(-1) ?? null;
  const known = newest === null ? new Set<string>() : await runIdsOf(db, newest);
  await journal.remove(batch.map((run) => run.runId).filter((id) => known.has(id)));
  const fresh = batch.filter((run) => !known.has(run.runId));
  for (let done = 0; done < fresh.length;) {
    const before: HistorySegment | null = newest === null || lengthOf(newest) >= segmentRuns ? null : newest;
    const runs = fresh.slice(done, done + segmentRuns - (before === null ? 0 : lengthOf(before)));
    newest = await writeSegment(db, paths, { before, first: before?.first ?? (newest?.last ?? 0) + 1, runs });
    await journal.remove(runs.map((run) => run.runId));
    done += runs.length;
  }
  await mergeSegments(db, paths, segmentRuns);
  return fresh.length;
}

/**
 * Removes the drafts of a killed call and what earlier calls replaced. What this one replaces stays until the next: a query may be
 * reading it.
 */
async function removeLeftovers(paths: StorePaths): Promise<HistorySegments> {
  const names = await readdir(paths.history).catch(() => []);
  const segments = await listSegments(paths);
  const drafts = names.filter((name) => name.endsWith('.tmp')).map((name) => join(paths.history, name));
  for (const folder of [...drafts, ...segments.replaced.map((segment) => segment.folder)])
    await rm(folder, { recursive: true, force: true });
  return segments;
}

/**
 * Writes the oldest full segments as one, when there are enough of them: a query opens every file of a table, so their number bounds what it
 * costs. One merge a fold: a store of an older program gets there run by run.
 *
 * @throws {StoreError} when one of them is damaged; they all stay.
 */
async function mergeSegments(db: Kysely<unknown>, paths: StorePaths, segmentRuns: number): Promise<void> {
  const { current } = await listSegments(paths);
  const isUnmerged = (segment: HistorySegment): boolean =>
    lengthOf(segment) >= segmentRuns && lengthOf(segment) < segmentRuns * mergedSegments;
  const merged = current.filter(isUnmerged).slice(0, mergedSegments);
  const [first, last] = [merged[0], merged.at(-1)];
  if (first === undefined || last === undefined || merged.length < mergedSegments) return;
  await writeFiles(db, paths, segmentOf(paths, first.first, last.last), { before: merged, runs: [] });
}

/** Writes a segment with the runs of the one before it and some more. */
async function writeSegment(
  db: Kysely<unknown>,
  paths: StorePaths,
  what: { readonly before: HistorySegment | null; readonly first: number; readonly runs: readonly RunFacts[] },
): Promise<HistorySegment> {
  const { before, first } = what;
  const next = before === null ? first : before.last + 1;
  const runs = what.runs.map((run, index) => ({ ...run, sequence: next + index }));
  const segment = segmentOf(paths, first, next + runs.length - 1);
  await writeFiles(db, paths, segment, { before: before === null ? [] : [before], runs });
  return segment;
}

/** What a segment is made of. */
interface SegmentRows {
  readonly before: readonly HistorySegment[];
  readonly runs: readonly RunFacts[];
}

/**
 * Makes a segment of the rows of others and of some runs; it appears by one rename, and replaces them.
 *
 * @throws {StoreError} when one of the others is damaged.
 */
async function writeFiles(
  db: Kysely<unknown>,
  paths: StorePaths,
  segment: HistorySegment,
  rows: SegmentRows,
): Promise<void> {
  await writeDraft(db, paths, segment, rows).catch(async (cause: unknown) => {
    const read = rows.before.flatMap((one) => storedHistory.map(({ table }) => segmentFile(one, table)));
    throw (await damagedFiles(read)).length === 0 ? cause : historyFault(paths.history, cause);
  });
}

async function writeDraft(
  db: Kysely<unknown>,
  paths: StorePaths,
  segment: HistorySegment,
  { before, runs }: SegmentRows,
): Promise<void> {
  const draft: HistorySegment = { ...segment, folder: `${segment.folder}.tmp` };
  await mkdir(draft.folder, { recursive: true });
  for (const { table, rows } of storedHistory) {
    const added = { ...table, name: `added_${table.name}` };
    await makeTable(db, added, runs.flatMap(rows));
    const stored = readParquet(
      table,
      before.map((one) => segmentFile(one, table)),
    );
    const all = sql`select * from ${stored} union all by name select * from ${sql.ref(added.name)}`;
    await copyToParquet(
      table,
      { compile: () => all.compile(db) },
      { path: segmentFile(draft, table), orderBy: [] },
    ).execute(db);
    await sql`drop table ${sql.ref(added.name)}`.execute(db);
    await flush(segmentFile(draft, table));
  }
  await rename(draft.folder, segment.folder);
  await flush(paths.history, 'folder');
}
