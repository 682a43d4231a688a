import { RequestError, StoreError } from '../../values/errors.ts';
import type { Release } from '../../ports/warehouse.ts';
import { rollbackTarget } from '../../storage/releases/release-list.ts';
import { showRelease } from './release-folder.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import type { ReleaseStore } from '../../storage/releases/release-store.ts';

/**
 * Points readers back at an older release: the parent of the current one, unless another is named. When the current release cannot
 * be read, the newest one that can is shown.
 *
 * @throws {RequestError} when there is nothing to go back to, or the named release is not kept or damaged.
 * @example
 * const release = await rollbackRelease(paths, releases);
 */
export async function rollbackRelease(paths: StorePaths, releases: ReleaseStore, toId?: number): Promise<Release> {
  const current = await releases.current().catch((error: unknown) => {
    if (error instanceof StoreError) return 'unreadable' as const;
    throw error;
  });
  const target = rollbackTarget(await releases.list(), current, toId, (reason) => new RequestError(reason));
  await releases.point(target.id);
  await showRelease(paths, target);
  return target;
}
