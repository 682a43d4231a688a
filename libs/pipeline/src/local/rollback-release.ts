import { RequestError } from '../errors.ts';
import type { Release } from '../ports/warehouse.ts';
import type { ReleaseStore } from './release-store.ts';

/**
 * Points readers back at an older release: the parent of the current one, unless another is named.
 *
 * @throws {RequestError} when there is nothing to go back to, or the named release is not kept.
 * @example
 * const release = await rollbackRelease(releases);
 */
export async function rollbackRelease(releases: ReleaseStore, toId?: number): Promise<Release> {
  const current = await releases.current();
  if (current === null) throw new RequestError('Nothing is published yet, so there is nothing to go back to.');
  const all = await releases.list();
  const target = all.find((release) => release.id === (toId ?? current.parentId));
  if (target === undefined) {
    const kept = all.map((release) => release.id).join(', ');
    throw new RequestError(
      toId === undefined
        ? `Release ${current.id} has no kept release before it. Kept: ${kept}.`
        : `There is no release ${toId}. Kept: ${kept}.`,
    );
  }
  await releases.point(target.id);
  return target;
}
