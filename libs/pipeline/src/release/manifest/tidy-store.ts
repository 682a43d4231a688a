import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { TidyOptions, TidyResult } from '../../ports/warehouse.ts';
import { keptReleases } from '../../storage/releases/release-list.ts';
import { isMissing } from '../../storage/files/file-fault.ts';
import { removeEmptyOldBuilds } from './move-old-builds.ts';
import { filesOf } from './release-files.ts';
import { removeReleaseFolders, showRelease } from './release-folder.ts';
import type { LocalRelease, ReleaseStore } from '../../storage/releases/release-store.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';

/**
 * Keeps the newest releases, always the current one and every one that alone has some month, and removes every build of
 * their months that none of them names: older builds, and what killed or failed runs left. It removes nothing while a release that
 * is to be kept cannot be read, and no file of a month that no kept release has. Landing is not touched (see `removeLanding`). It
 * removes before it writes, so it works on a full disk. Only the holder of the run lock may call it.
 *
 * @throws {StoreError} when the current release cannot be read.
 * @example
 * const { files, bytes } = await tidyStore(paths, releases, { keepReleases: 5 });
 */
export async function tidyStore(paths: StorePaths, releases: ReleaseStore, options: TidyOptions): Promise<TidyResult> {
  const current = await releases.current();
  const { kept, gone, notes } = keptReleases(await releases.list(), current, options.keepReleases, monthsOf);
  if (kept === null) return { releases: [], files: 0, bytes: 0, kept: notes };
  const needed = new Set(kept.flatMap(pathsOf));
  const known = new Set(kept.flatMap(monthsOf));
  const isResumable = (path: string): boolean =>
    options.resumableRunIds?.some((runId) => basename(path).startsWith(runId)) ?? false;
  const stored = [...(await filesBelow(paths.builds)), ...(await filesBelow(paths.oldBuilds))];
  const unnamed = stored.filter((path) => !needed.has(relative(paths.root, path)) && !isResumable(path));
  const isOfKnownMonth = (path: string): boolean => known.has(monthOf(relative(paths.root, path)));
  const orphans = unnamed.filter(isOfKnownMonth);
  const strays = unnamed.filter((path) => !isOfKnownMonth(path));
  const sizes = await Promise.all(orphans.map(async (path) => (await stat(path)).size));
  if (options.dryRun !== true) {
    // Manifests first: a crash in between leaves files without a release, never a release without its files.
    for (const id of gone) await releases.remove(id);
    for (const folder of await removeReleaseFolders(paths, new Set(kept.map(({ id }) => id))))
      notes.push(`${folder} cannot be removed yet: another program has its files open`);
    for (const path of orphans) await rm(path, { force: true });
    await removeEmptyOldBuilds(paths);
    // A command that was killed after it moved the pointer leaves `current` on the older release.
    if (current !== null) await showRelease(paths, current);
  }
  const [first] = strays;
  if (first !== undefined)
    notes.push(
      `${strays.length} files of months that no kept release has stay, such as ${relative(paths.root, first)}`,
    );
  return {
    releases: gone,
    files: orphans.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    ...(notes.length > 0 && { kept: notes }),
  };
}

const pathsOf = (release: LocalRelease): string[] => filesOf(release).map(({ path }) => path);

/** `bars/2026-05`: the last two folders, in the folder of builds of any version. */
const monthOf = (path: string): string => path.split(/[\\/]/).slice(-3, -1).join('/');

const monthsOf = (release: LocalRelease): string[] => pathsOf(release).map(monthOf);

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    if (isMissing(cause)) return [];
    throw cause;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
