import type { Dirent } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from '../../storage/files/file-fault.ts';
import { movedBuildPath, type StorePaths } from '../../storage/files/store-paths.ts';
import type { LocalRelease, ReleaseStore } from '../../storage/releases/release-store.ts';
import { linkOrCopy } from './link-or-copy.ts';
import { linkRelease } from './release-folder.ts';

/**
 * Gives a store of an older version the current layout. Readers' patterns match the files of all releases in `warehouse/`, so each file gets
 * a second name that no pattern matches, and the manifests use that name. The next tidy removes the old names. If it is interrupted, call it
 * again. Only the holder of the run lock may call it.
 *
 * @throws the file system's own error.
 * @example
 * await moveOldBuilds(paths, releases);
 */
export async function moveOldBuilds(paths: StorePaths, releases: ReleaseStore): Promise<void> {
  if ((await entriesBelow(paths.oldBuilds)).length === 0) return;
  for (const release of (await releases.list()).readable) {
    const moved = await withMovedBuilds(paths, release);
    if (moved !== release) await releases.write(moved);
    // A release with a lost file has no folder.
    await linkRelease(paths, moved).catch((cause: unknown) => {
      if (!isMissing(cause)) throw cause;
    });
  }
}

/**
 * A release whose files are all in the folder of builds; the same object when nothing had to be moved. A lost file keeps its name, so that
 * messages name the file that was written.
 *
 * @example
 * const moved = await withMovedBuilds(paths, release);
 */
export async function withMovedBuilds(paths: StorePaths, release: LocalRelease): Promise<LocalRelease> {
  let hasMoved = false;
  const tables: Record<string, LocalRelease['tables'][string]> = {};
  for (const [table, months] of Object.entries(release.tables)) {
    const moved: [string, LocalRelease['tables'][string][string]][] = [];
    for (const [month, parts] of Object.entries(months)) {
      const named = [];
      for (const part of parts) {
        const to = movedBuildPath(part.path);
        const isMoved = to !== null && (await addName(join(paths.root, part.path), join(paths.root, to)));
        hasMoved ||= isMoved;
        named.push(isMoved ? { ...part, path: to } : part);
      }
      moved.push([month, named]);
    }
    tables[table] = Object.fromEntries(moved);
  }
  return hasMoved ? { ...release, tables } : release;
}

/** Whether the file exists, and now has both names. */
async function addName(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await linkOrCopy(from, to);
  } catch (cause) {
    if (isMissing(cause)) return false;
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  }
  return true;
}

/**
 * Removes the folder of older versions once it holds no file.
 *
 * @throws the file system's own error; a folder that cannot be listed is not removed.
 * @example
 * await removeEmptyOldBuilds(paths);
 */
export async function removeEmptyOldBuilds({ oldBuilds }: StorePaths): Promise<void> {
  const entries = await entriesBelow(oldBuilds);
  if (entries.every((entry) => entry.isDirectory())) await rm(oldBuilds, { recursive: true, force: true });
}

/** None of a folder that does not exist. */
const entriesBelow = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    if (isMissing(cause)) return [];
    throw cause;
  });
