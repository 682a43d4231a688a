export { writeFileAtomic } from './atomic-file.ts';
export type { StepEvent } from './journaled-context.ts';
export { type DuckDbSession, openDuckDb } from './duckdb-session.ts';
export { foldJournals } from './fold-journals.ts';
export { createLocalLanding } from './local-landing.ts';
export { createLocalWarehouse, type LocalWarehouse } from './local-warehouse.ts';
export type { ClosedSession } from './closed-engine/open-closed-engine.ts';
export { RefusedSql } from './closed-engine/refused-sql.ts';
export { interruptOnAbort } from './interrupt-on-abort.ts';
export { openPublished, type PublishedReader, type PublishedReaderOptions } from './published-reader.ts';
export { readRows, type TypedRows } from './closed-engine/read-rows.ts';
export { publishedState } from './published-state.ts';
export { type RecentRun, recentRuns } from './recent-runs.ts';
export { createReleaseStore, type LocalRelease } from './release-store.ts';
export { type Rebuild, rebuildRelease, type RebuildReport, rebuiltTables } from './rebuild-release.ts';
export { type OldLanding, removeLanding } from './remove-landing.ts';
export { createRunJournal, type JournaledRun, type RunOutcome } from './run-journal.ts';
export {
  acquireRunLock,
  breakRunLock,
  describeHolder,
  findLockHolder,
  type LockHolder,
  type RunLock,
} from './run-lock.ts';
export { type LocalRun, runLocally } from './run-locally.ts';
export { type StorePaths, storePaths } from './store-paths.ts';
export { assertFiles, findLostFiles, lostFilesMessage } from './release-files.ts';
export { type StoreFault, type StoreReport, verifyStore } from './verify-store.ts';
