import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageTables } from '@tickerlake/athena-sql';
import type { Warehouse } from '../ports/warehouse.ts';
import type { Calendars } from '../workflow/plan-run.ts';
import { checkCandidate } from './check-candidate.ts';
import { type DuckDbSession, openDuckDb } from './duckdb-session.ts';
import { publishRelease } from './publish-release.ts';
import { createReleaseStore } from './release-store.ts';
import { rollbackRelease } from './rollback-release.ts';
import { stagePeriod } from './stage-period.ts';
import type { StorePaths } from './store-paths.ts';
import { tidyStore } from './tidy-store.ts';

/** The warehouse of one machine; `close` ends its engine. */
export interface LocalWarehouse extends Warehouse {
  close(): Promise<void>;
}

/**
 * DuckDB and Parquet files: builds are files that no release names yet, a release is a manifest, publishing is a rename.
 *
 * @example
 * const warehouse = createLocalWarehouse(storePaths('.tickerlake/simulated'), calendars);
 */
export function createLocalWarehouse(paths: StorePaths, calendars: Calendars, options: { readonly memoryLimit?: string } = {}): LocalWarehouse {
  const releases = createReleaseStore(paths);
  let session: Promise<DuckDbSession<unknown>> | null = null;
  const open = (): Promise<DuckDbSession<unknown>> => {
    session ??= openDuckDb<unknown>({ tempDirectory: join(paths.scratch, 'duckdb'), ...options });
    return session;
  };
  return {
    stage: async (build) => stagePeriod((await open()).db.withTables<StageTables>(), { paths, calendars, release: await releases.current() }, build),
    check: async (candidate) => checkCandidate((await open()).db, paths, candidate),
    publish: (facts, staged, resultsFile, at) => publishRelease(releases, facts, staged, resultsFile, at),
    currentRelease: () => releases.current(),
    releases: () => releases.list(),
    rollback: (toId) => rollbackRelease(releases, toId),
    tidy: (what) => tidyStore(paths, releases, what),
    async close() {
      await (await session)?.close();
      await rm(paths.scratch, { recursive: true, force: true });
    },
  };
}
