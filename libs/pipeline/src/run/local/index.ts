export { createLocalRawFiles } from '../../explain/files/local-raw-files.ts';
export { writeFileAtomic } from '../../storage/files/atomic-file.ts';
export type { StepEvent } from '../drivers/journaled-context.ts';
export { type DuckDbSession, openDuckDb } from '../../engines/duckdb/duckdb-session.ts';
export { foldJournals } from '../../history/local/fold-journals.ts';
export { createLocalInstrumentStore } from '../../instruments/local-instrument-store.ts';
export { createLocalLanding } from '../../ingest/landing-files/local-landing.ts';
export { createLocalWarehouse, type LocalWarehouse } from './local-warehouse.ts';
export type { ClosedSession } from '../../engines/duckdb/closed-engine/open-closed-engine.ts';
export { RefusedSql } from '../../engines/duckdb/closed-engine/refused-sql.ts';
export { interruptOnAbort } from '../../engines/duckdb/interrupt-on-abort.ts';
export { createLocalPublished } from './local-published.ts';
export { openPublished, type PublishedReader, type PublishedReaderOptions } from './published-reader.ts';
export type { CopyFormat, ExportColumn, TypedRows } from '../../ports/result-rows.ts';
export { readRows } from '../../engines/duckdb/closed-engine/read-rows.ts';
export { publishedState } from './published-state.ts';
export { type RecentRun, recentRuns } from '../../history/local/recent-runs.ts';
export { createReleaseStore, type LocalRelease } from '../../storage/releases/release-store.ts';
export { type Rebuild, type RebuildReport, rebuiltTables } from './rebuild/rebuild.ts';
export { rebuildRelease } from './rebuild/rebuild-release.ts';
export { type OldLanding, removeLanding } from '../../ingest/landing-files/remove-landing.ts';
export { createRunJournal, type JournaledRun, type RunOutcome } from '../../history/local/run-journal.ts';
export {
  acquireRunLock,
  breakRunLock,
  describeHolder,
  findLockHolder,
  type LockHolder,
  type RunLock,
} from '../drivers/run-lock.ts';
export { createLocalLedgerStore } from '../../ledger/local-ledger-store.ts';
export { hasUnfinished, type LocalRun, runLocally } from './run-locally.ts';
export { type StorePaths, storePaths } from '../../storage/files/store-paths.ts';
export { assertFiles, findLostFiles, lostFilesMessage } from '../../release/manifest/release-files.ts';
export { type StoreFault, type StoreReport, verifyStore } from './verify-store.ts';
export { createLocalQualityMemory } from '../../history/local/local-quality-memory.ts';
export { readStoreLookBack } from '../../history/local/read-look-back.ts';
export {
  type ReconcileReport,
  type ReconcileRequest,
  type ReconciledSession,
  reconcile,
} from '../../reconcile/reconcile.ts';
export { bringTotals } from '../../totals/bring-totals.ts';
export { readPublishedSizes } from '../../check/published-sizes.ts';
export { createRuleFiles } from '../../check/create-rule-files.ts';
export { createLocalFiles } from '../../check/local-files.ts';
export { type FileSummary, type FirstRow, summariseFiles } from '../../sources/files/first-rows.ts';
export { findOddities, type Oddity } from '../../sources/files/find-oddities.ts';
export { statedFiles } from '../../sources/files/open-files.ts';
export { type OwnBars, readOwnBars } from '../../sources/files/own-bars.ts';
