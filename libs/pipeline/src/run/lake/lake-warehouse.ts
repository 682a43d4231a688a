import { maxOpenPartitions } from '@tickerlake/athena-sql';
import type { Warehouse } from '../../ports/warehouse.ts';
import { checkLakeCandidate } from '../../check/check-lake-candidate.ts';
import { ensureTables } from '../../release/iceberg/ensure-tables.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
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
 * const warehouse = createLakeWarehouse({ sql, glue, objects, files: createS3Files(s3), database: 'tickerlake', calendars, clock, random: Math.random, holder: 'tickerlake run' });
 */
export function createLakeWarehouse(lake: LakeContext): Warehouse {
  const store = createLakeReleaseStore(lake.objects);
  return {
    concurrentBuilds: 1,
    monthsPerBuild: maxOpenPartitions,
    async stage(build) {
      await ensureTables(lake, await store.current());
      await recoverTables(lake, build.runId);
      return stageLakeBuild(lake, build);
    },
    check: (candidate) => checkLakeCandidate(lake, candidate),
    publish: (facts, staged, resultsPart, at) => publishLakeRelease(lake, { facts, staged, resultsPart, at }),
    currentRelease: () => store.current(),
    releases: async () => (await store.list()).readable,
    unreadableReleases: async () => (await store.list()).unreadable,
    rollback: (toId) => rollbackLakeRelease(lake, toId),
    tidy: (options) => tidyLake(lake, options),
  };
}
