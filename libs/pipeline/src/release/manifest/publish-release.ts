import type { Table } from '@tickerlake/record-schema';
import { partOf } from '../../ports/part-of.ts';
import { builtTables } from '../../ports/table-registry.ts';
import type { Release, ReleaseFacts, StagedBuild, TablePart } from '../../ports/warehouse.ts';
import { noRelease } from '../../storage/releases/release-fields.ts';
import { writeReceipts } from '../../ingest/landing-files/landing-receipts.ts';
import { newestDatesOf, releaseIdOf, withdrawnBy } from '../next-release.ts';
import { assertFiles } from './release-files.ts';
import { type LocalRelease, type ReleaseStore, stateOf } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/**
 * Publishes the staged builds: a manifest that names every file of the new state is written next to the old ones, then
 * the pointer is renamed onto it. Called again for the same run after a crash, it finishes the same release. When no
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
  const current = await releases.current();
  if (current?.runId === facts.runId) return current;
  if (staged.some((build) => build.builtOn !== stateOf(current))) return 'stale';
  if (current !== null && !staged.some((build) => build.isChanged)) {
    await writeReceipts(paths, { ...current, ...facts, publishedAt: at.toISOString() }, staged);
    return current;
  }
  const id = releaseIdOf(facts.runId, await releases.list(), await releases.newestId());
  const withdrawn = withdrawnBy(current, id);
  const release: LocalRelease = {
    ...facts,
    id,
    ...(withdrawn.length > 0 && { withdrawn }),
    parentId: current?.id ?? null,
    publishedAt: at.toISOString(),
    newestDates: newestDatesOf(current, staged),
    tables: mergeTables(current, staged, resultsPart),
  };
  await assertFiles(paths, release);
  if (current === null) await releases.point(noRelease);
  await releases.write(release);
  // Between manifest and pointer: a release that readers may see has its receipts, and its number is taken.
  await writeReceipts(paths, release, staged);
  await releases.point(release.id);
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
