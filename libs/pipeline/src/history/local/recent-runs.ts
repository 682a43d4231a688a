import { join } from 'node:path';
import { readParquet } from '@tickerlake/athena-sql';
import type { SqlRow } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { historyFault, type HistorySegment, segmentFile, storedRunsTable } from './history-segments.ts';
import { findRuns } from './open-run-history.ts';
import { runRows } from '../run-rows.ts';
import { type JournaledRun, outcomeSchema, requestSchema } from './run-journal.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/** A run of a store; `outcome` is null while it runs, or when it was killed. */
export interface RecentRun extends Pick<JournaledRun, 'runId' | 'startedAt' | 'endedAt' | 'outcome' | 'request'> {
  /** What was odd about its bars, a sentence a line; null when nothing was, or the run failed. */
  readonly oddBars: string | null;
  /** Tickers that it held back and why, a sentence a line; null when there were none. */
  readonly heldBack: string | null;
}

/**
 * The last runs of a store, newest first: in the order of their starts, regardless of the clock.
 *
 * @throws {StoreError} when the history is damaged: which file, and what to do.
 * @example
 * const [newest] = await recentRuns(storePaths('.tickerlake/simulated'), 5);
 */
export async function recentRuns(paths: StorePaths, count: number): Promise<readonly RecentRun[]> {
  const { journaled, segments } = await findRuns(paths);
  // The newest segment may hold a run or two; the one before it is full.
  const folded =
    segments.length === 0
      ? []
      : await newestOf(paths, segments.slice(-2), count + journaled.length).catch((cause: unknown) => {
          throw historyFault(paths.history, cause);
        });
  const known = new Set(folded.map((run) => run.runId));
  const open = journaled
    .filter((run) => !known.has(run.runId))
    .map((run) => {
      const [row] = runRows([run]);
      return { ...run, oddBars: row?.odd_bars ?? null, heldBack: row?.held_back ?? null };
    });
  return [...open.reverse(), ...folded].slice(0, count);
}

async function newestOf(paths: StorePaths, segments: readonly HistorySegment[], count: number): Promise<RecentRun[]> {
  const session = await openDuckDb<unknown>({ tempDirectory: join(paths.scratch, 'history') });
  try {
    const files = segments.map((segment) => segmentFile(segment, storedRunsTable));
    const { rows } = await sql<
      SqlRow<typeof storedRunsTable>
    >`select * from ${readParquet(storedRunsTable, files)} order by sequence desc limit ${sql.lit(count)}`.execute(
      session.db,
    );
    return rows.map((row) => ({
      runId: row.run_id,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      outcome: outcomeSchema.parse(row.outcome),
      oddBars: row.odd_bars,
      heldBack: row.held_back,
      request: requestSchema.parse(JSON.parse(row.request)),
    }));
  } finally {
    await session.close();
  }
}
