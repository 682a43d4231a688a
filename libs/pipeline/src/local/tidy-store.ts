import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { TidyOptions, TidyResult } from '../ports/warehouse.ts';
import type { ReleaseStore } from './release-store.ts';
import type { StorePaths } from './store-paths.ts';

/**
 * Keeps the newest releases, always the current one, and removes every warehouse file that none of them names: older
 * builds, and what killed or failed runs left. Landing is not touched (see `removeLanding`). Only the holder of the run lock may call it.
 *
 * @example
 * const { files, bytes } = await tidyStore(paths, releases, { keepReleases: 5 });
 */
export async function tidyStore(paths: StorePaths, releases: ReleaseStore, options: TidyOptions): Promise<TidyResult> {
  const all = await releases.list();
  const currentId = (await releases.current())?.id;
  const kept = all.filter((release, index) => index >= all.length - options.keepReleases || release.id === currentId);
  const gone = all.filter((release) => !kept.includes(release));
  const needed = new Set(kept.flatMap((release) => Object.values(release.tables).flatMap((periods) => Object.values(periods).flat().map((file) => file.path))));
  const isResumable = (path: string): boolean => options.resumableRunIds?.some((runId) => basename(path).startsWith(runId)) ?? false;
  const orphans = (await filesBelow(paths.warehouse)).filter((path) => !needed.has(relative(paths.root, path)) && !isResumable(path));
  const sizes = await Promise.all(orphans.map(async (path) => (await stat(path)).size));
  if (options.dryRun !== true) {
    // Manifests first: a crash in between leaves files without a release, never a release without its files.
    for (const release of gone) await releases.remove(release.id);
    for (const path of orphans) await rm(path, { force: true });
  }
  return { releases: gone.map((release) => release.id), files: orphans.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
