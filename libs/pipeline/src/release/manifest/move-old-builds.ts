import { link, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from '../../storage/files/file-fault.ts';
import { movedBuildPath, type StorePaths } from '../../storage/files/store-paths.ts';
import type { LocalRelease, ReleaseStore } from '../../storage/releases/release-store.ts';
import { linkRelease } from './release-folder.ts';

/**
 * Gives a store of an older version today's layout: files in `warehouse/`, where patterns of readers find those of all releases, get a
 * second name that no pattern finds, and manifests name that. The old names go with the next tidy. Killed anywhere, it can be called again.
 * Only the holder of the run lock may call it.
 *
 * @example
 * await moveOldBuilds(paths, releases);
 */
export async function moveOldBuilds(paths: StorePaths, releases: ReleaseStore): Promise<void> {
  const isOld = await readdir(paths.oldBuilds).then(
    () => true,
    () => false,
  );
  if (!isOld) return;
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
 * A release whose files are where builds are today, wherever they were written; the same object when nothing had to be moved. A lost file
 * keeps its name, so that it is reported by that.
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
        const isMoved = to !== null && (await nameAgain(join(paths.root, part.path), join(paths.root, to)));
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
async function nameAgain(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (isMissing(cause)) return false;
    if (code !== 'EEXIST') throw cause;
  }
  return true;
}

/**
 * Removes the folder of older versions once no file is left in it.
 *
 * @example
 * await removeEmptyOldBuilds(paths);
 */
export async function removeEmptyOldBuilds({ oldBuilds }: StorePaths): Promise<void> {
  const entries = await readdir(oldBuilds, { recursive: true, withFileTypes: true }).catch(() => []);
  if (entries.every((entry) => entry.isDirectory())) await rm(oldBuilds, { recursive: true, force: true });
}
