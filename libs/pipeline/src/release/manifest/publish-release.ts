import type { Table } from '@tickerlake/record-schema';
import { partOf } from '../../ports/part-of.ts';
import { builtTables } from '../../ports/table-registry.ts';
import type { Release, ReleaseFacts, StagedBuild, TablePart } from '../../ports/warehouse.ts';
import { noRelease } from '../../storage/releases/release-fields.ts';
import { writeReceipts } from '../../ingest/landing-files/landing-receipts.ts';
import { newestDatesOf, releaseIdOf, withdrawnBy } from '../next-release.ts';
import { moveOldBuilds, withMovedBuilds } from './move-old-builds.ts';
import { assertFiles } from './release-files.ts';
import { linkRelease, showRelease } from './release-folder.ts';
import { type LocalRelease, type ReleaseStore, stateOf } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/**
 * Publishes the staged builds: a manifest that names every file of the new state is written next to the old ones, then its
 * folder of links for other readers, then the pointer is renamed onto it. Called again for the same run after a crash, it finishes the same release. When no
 * month differs from what is published, the current release stays. Builds on another release than the current one would lose
 * its bars: they are `stale`.
 *
 * @throws {StoreError} when a file that the release would name is missing or has another size.
 * @example
 * const release = await publishRelease(paths, releases, facts, staged, resultsPart, new Date());
 */
export async function publishRelease(
  paths: StorePaths,
  releases: ReleaseStore,
  facts: ReleaseFacts,
  staged: readonly StagedBuild[],
  resultsPart: TablePart,
  at: Date,
): Promise<Release | 'stale'> {
  await moveOldBuilds(paths, releases);
  const current = await releases.current();
  if (current?.runId === facts.runId) {
    await showRelease(paths, current);
    return current;
  }
  if (staged.some((build) => build.builtOn !== stateOf(current))) return 'stale';
  if (current !== null && !staged.some((build) => build.isChanged)) {
    await writeReceipts(paths, { ...current, ...facts, publishedAt: at.toISOString() }, staged);
    await showRelease(paths, current);
    return current;
  }
  const id = releaseIdOf(facts.runId, await releases.list(), await releases.newestId());
  const withdrawn = withdrawnBy(current, id);
  const release = await withMovedBuilds(paths, {
    ...facts,
    id,
    ...(withdrawn.length > 0 && { withdrawn }),
    parentId: current?.id ?? null,
    publishedAt: at.toISOString(),
    newestDates: newestDatesOf(current, staged),
    tables: mergeTables(current, staged, resultsPart),
  });
  await assertFiles(paths, release);
  if (current === null) await releases.point(noRelease);
  await releases.write(release);
  await linkRelease(paths, release);
  // Between manifest and pointer: a release that readers may see has its receipts, and its number is taken.
  await writeReceipts(paths, release, staged);
  await releases.point(release.id);
  await showRelease(paths, release);
  return release;
}

function mergeTables(
  current: LocalRelease | null,
  staged: readonly StagedBuild[],
  resultsPart: TablePart,
): LocalRelease['tables'] {
  const replaced = (table: Table) => ({
    ...current?.tables[table.name],
    ...Object.fromEntries(staged.flatMap((build) => build.months.map((month) => [month, [partOf(build, table)]]))),
  });
  return {
    ...Object.fromEntries(builtTables.map((table) => [table.name, replaced(table)])),
    quality_results: { latest: [resultsPart] },
  };
}
