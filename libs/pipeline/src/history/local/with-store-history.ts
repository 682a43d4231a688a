import type { Kysely } from 'kysely';
import { openClosedEngine } from '../../engines/duckdb/closed-engine/open-closed-engine.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { findRuns, historyFiles, openRunHistory, toHistoryDamage } from './open-run-history.ts';

/**
 * Reads the tables of a store's history: `runs`, `corrections` and `quality_history`.
 *
 * @throws {StoreError} when a file of the history is damaged.
 * @example
 * const runs = await withStoreHistory(paths, (db) => sql`select * from runs`.execute(db));
 */
export async function withStoreHistory<Result>(
  paths: StorePaths,
  read: (db: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  const runs = await findRuns(paths);
  try {
    const engine = await openClosedEngine({ files: historyFiles(runs), setUp: (db) => openRunHistory(db, runs) });
    const { db, close } = await engine.connect();
    try {
      return await read(db);
    } finally {
      await close();
      engine.close();
    }
  } catch (error) {
    throw await toHistoryDamage(runs, error);
  }
}
