import { type Kysely, sql } from 'kysely';
import { openClosedEngine } from '../../engines/duckdb/closed-engine/open-closed-engine.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { lookBack, type LookBack, type MeasuredRule } from '../look-back.ts';
import { findRuns, historyFiles, openRunHistory, toHistoryDamage } from './open-run-history.ts';

/** More than any rule looks back; a year of hourly runs has 8,760. */
const mostRuns = 10_000;

/**
 * The memory of the rules of a store.
 *
 * @throws {StoreError} when a file of the history is damaged.
 * @example
 * const history = await readStoreLookBack(paths);
 */
export async function readStoreLookBack(paths: StorePaths): Promise<LookBack> {
  const runs = await findRuns(paths);
  try {
    const engine = await openClosedEngine({ files: historyFiles(runs), setUp: (db) => openRunHistory(db, runs) });
    const { db, close } = await engine.connect();
    try {
      return await selectLookBack(db);
    } finally {
      await close();
      engine.close();
    }
  } catch (error) {
    throw await toHistoryDamage(runs, error);
  }
}

/**
 * The memory of the rules, from an engine that knows `runs` and `quality_history`. Runs that published nothing do not count:
 * nobody has seen what they measured.
 *
 * @param beforeRun a run that does not count either, because its data is what is checked.
 * @example
 * const history = await selectLookBack(reader.engine, release.runId);
 */
export async function selectLookBack(db: Kysely<unknown>, beforeRun = ''): Promise<LookBack> {
  const { rows } = await sql<MeasuredRule>`
    select run_id as "runId", checked_at as "checkedAt", dataset, rule, status, series
    from quality_history
    where series is not null and run_id in (
      select run_id from runs where outcome in ('published', 'unchanged') and run_id <> ${beforeRun}
      order by started_at desc limit ${mostRuns}
    )
    order by checked_at desc, run_id desc`.execute(db);
  return lookBack(rows);
}
