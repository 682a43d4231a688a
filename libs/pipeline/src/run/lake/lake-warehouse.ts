import { maxOpenPartitions } from '@tickerlake/athena-sql';
import type { Warehouse } from '../../ports/warehouse.ts';
import { checkLakeCandidate } from '../../check/check-lake-candidate.ts';
import { ensureTables } from '../../release/iceberg/ensure-tables.ts';
import type { LakeGround } from '../../engines/lake/lake-context.ts';
import { createLakeReleaseStore } from '../../storage/releases/lake-release-store.ts';
import { publishLakeRelease } from '../../release/iceberg/publish-lake-release.ts';
import { recoverTables } from '../../release/iceberg/recover-tables.ts';
import { rollbackLakeRelease } from '../../release/iceberg/rollback-lake-release.ts';
import { stageLakeBuild } from '../../build/iceberg/stage-lake-build.ts';
import { tidyLake } from '../../release/iceberg/tidy-lake.ts';

/**
 * A warehouse of Iceberg tables in Glue and S3: builds are staging tables, publishing is a MERGE into each table that readers see,
 * a release is a record of the tables' snapshots.
 *
 * @example
 * const warehouse = createLakeWarehouse({ sql, glue, objects, database: 'tickerlake', calendars, clock, random: Math.random, holder: 'tickerlake run' });
 */
export function createLakeWarehouse(ground: LakeGround): Warehouse {
  const store = createLakeReleaseStore(ground.objects);
  return {
    concurrentBuilds: 1,
    monthsPerBuild: maxOpenPartitions,
    async stage(build) {
      await ensureTables(ground, await store.current());
      await recoverTables(ground, build.runId);
      return stageLakeBuild(ground, build);
    },
    check: (candidate) => checkLakeCandidate(ground, candidate),
    publish: (facts, staged, resultsPart, at) => publishLakeRelease(ground, { facts, staged, resultsPart, at }),
    currentRelease: () => store.current(),
    releases: async () => (await store.list()).readable,
    unreadableReleases: async () => (await store.list()).unreadable,
    rollback: (toId) => rollbackLakeRelease(ground, toId),
    tidy: (options) => tidyLake(ground, options),
  };
}
