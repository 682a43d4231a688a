import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { StageTables } from '@tickerlake/market-sql';
import type { Kysely } from 'kysely';
import type { StagedBuild, Warehouse } from '../../ports/warehouse.ts';
import type { Calendars } from '../../ports/calendars.ts';
import { checkCandidate } from '../../check/check-local-candidate.ts';
import { findRot } from '../../storage/files/check-file.ts';
import { type DuckDbEngine, startDuckDb } from '../../engines/duckdb/duckdb-session.ts';
import { publishRelease } from '../../release/manifest/publish-release.ts';
import { toDamage } from '../../release/manifest/release-files.ts';
import { createReleaseStore } from '../../storage/releases/release-store.ts';
import { rollbackRelease } from '../../release/manifest/rollback-release.ts';
import { stagePeriod } from '../../build/duckdb/stage-period.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { tidyStore } from '../../release/manifest/tidy-store.ts';

/** Two builds a core hide each other's waits for the disk; more would only need memory. */
const maxBuilds = 4;

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
export function createLocalWarehouse(
  paths: StorePaths,
  calendars: Calendars,
  options: { readonly memoryLimit?: string; readonly signal?: AbortSignal } = {},
): LocalWarehouse {
  const releases = createReleaseStore(paths);
  let engine: Promise<DuckDbEngine> | null = null;
  const connected = async <Database, Result>(work: (db: Kysely<Database>) => Promise<Result>): Promise<Result> => {
    engine ??= startDuckDb({ tempDirectory: join(paths.scratch, 'duckdb'), ...options });
    const session = await (await engine).connect<Database>();
    try {
      return await work(session.db);
    } finally {
      await session.close();
    }
  };
  return {
    concurrentBuilds: Math.min(2 * availableParallelism(), maxBuilds),
    monthsPerBuild: 1,
    stage: async ({ runId, months, landedFiles, landed, isPartial }) => {
      const [month] = months;
      if (month === undefined || months.length > 1)
        throw new RangeError(`A local build holds one month, not ${months.length}.`);
      const release = await releases.current();
      return connected<StageTables, StagedBuild>((db) =>
        stagePeriod(db, { paths, calendars, release }, { runId, month, landedFiles, landed, isPartial }),
      ).catch(async (error: unknown) => {
        throw release === null ? error : await toDamage(paths, release, error);
      });
    },
    isIntact: async (parts) =>
      (await Promise.all(parts.map((part) => findRot(paths.root, part)))).every((fault) => fault === null),
    check: (candidate) => connected((db) => checkCandidate(db, paths, candidate, { ...options, calendars })),
    publish: (facts, staged, resultsPart, at) => publishRelease(paths, releases, facts, staged, resultsPart, at),
    currentRelease: () => releases.current(),
    releases: async () => (await releases.list()).readable,
    unreadableReleases: async () => (await releases.list()).unreadable,
    rollback: (toId) => rollbackRelease(paths, releases, toId),
    tidy: (what) => tidyStore(paths, releases, what),
    async close() {
      // If it did nothing, it must not touch the scratch folder of a running run.
      if (engine === null) return;
      (await engine).close();
      await rm(paths.scratch, { recursive: true, force: true });
    },
  };
}
