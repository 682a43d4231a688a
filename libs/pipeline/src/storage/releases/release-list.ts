import { boundedList } from '../../values/bounded-list.ts';
import { StoreError } from '../../values/errors.ts';
import type { Release, UnreadableRelease } from '../../ports/warehouse.ts';
import { noRelease, type ReleasePointer } from './release-fields.ts';

/** All kept releases, oldest first, and those whose manifest cannot be read. */
export interface ReleaseList<Kept extends Release> {
  readonly readable: readonly Kept[];
  readonly unreadable: readonly UnreadableRelease[];
}

/** Where a store keeps its pointer and its manifests. */
export interface ReleaseShelf<Kept extends Release> {
  /** The pointer's path, for messages. */
  readonly pointerPath: string;
  /** Whether a lost release can be built again from what its runs landed. */
  readonly canRebuild: boolean;
  pathOf(id: number): string;
  /** The ids that have a manifest, readable or not, in ascending order. */
  ids(): Promise<readonly number[]>;
  /** Null when the pointer does not exist. */
  readPointer(): Promise<ReleasePointer | null>;
  read(id: number): Promise<Kept>;
}

/**
 * Reads every manifest. One that is damaged is named and stops nothing.
 *
 * @throws {StoreError} when the store is out of reach: a retry can help.
 * @example
 * const { readable, unreadable } = await listReleases(shelf);
 */
export async function listReleases<Kept extends Release>(shelf: ReleaseShelf<Kept>): Promise<ReleaseList<Kept>> {
  const results = await Promise.all(
    (await shelf.ids()).map(async (id) => {
      try {
        return { release: await shelf.read(id) };
      } catch (error) {
        if (!(error instanceof StoreError) || error.transient) throw error;
        return { fault: { id, path: shelf.pathOf(id), reason: error.message } };
      }
    }),
  );
  return {
    readable: results.flatMap(({ release }) => release ?? []),
    unreadable: results.flatMap(({ fault }) => fault ?? []),
  };
}

/**
 * What readers see, or null when nothing was ever published. A missing pointer although there are manifests is damage, not an empty store.
 *
 * @throws {StoreError} when the pointer or its manifest is damaged: which file, and the command that repairs it.
 * @example
 * const release = await readCurrent(shelf);
 */
export async function readCurrent<Kept extends Release>(shelf: ReleaseShelf<Kept>): Promise<Kept | null> {
  const fail = async (reason: string, isManifest: boolean, cause?: unknown): Promise<never> => {
    throw new StoreError(`${reason} ${await recoveryAdvice(shelf, isManifest)}`, { path: shelf.pointerPath, cause });
  };
  const orFail =
    (isManifest: boolean) =>
    (error: unknown): Promise<never> => {
      if (!(error instanceof StoreError) || error.transient) throw error;
      return fail(error.message, isManifest, error);
    };
  const pointer = await shelf.readPointer().catch(orFail(false));
  if (pointer?.release === noRelease) return null;
  if (pointer !== null) return shelf.read(pointer.release).catch(orFail(true));
  const ids = await shelf.ids();
  return ids.length === 0
    ? null
    : fail(
        `${shelf.pointerPath} is missing, although ${ids.length === 1 ? 'a release is' : `${ids.length} releases are`} kept.`,
        false,
      );
}

/**
 * The highest id that was ever published, according to the pointer and the manifests; 0 before the first release. The next release
 * gets the id after it.
 *
 * @throws {StoreError} when the store is out of reach: a retry can help.
 * @example
 * const id = (await newestReleaseId(shelf)) + 1;
 */
export async function newestReleaseId<Kept extends Release>(shelf: ReleaseShelf<Kept>): Promise<number> {
  const pointer = await shelf.readPointer().catch((error: unknown) => {
    if (error instanceof StoreError && !error.transient) return null;
    throw error;
  });
  return Math.max(0, pointer?.release ?? 0, pointer?.newestId ?? 0, ...(await shelf.ids()));
}

async function recoveryAdvice<Kept extends Release>(shelf: ReleaseShelf<Kept>, isManifest: boolean): Promise<string> {
  const newest = (await listReleases(shelf)).readable.at(-1);
  const rebuild = '"tickerlake rebuild" publishes it again from the landed bars';
  if (newest === undefined)
    return shelf.canRebuild ? `No kept release can be read: ${rebuild}.` : 'No kept release can be read.';
  const back = `"tickerlake rollback --to ${newest.id}" shows release ${newest.id} of ${newest.publishedAt}`;
  return isManifest && shelf.canRebuild
    ? `Nothing was changed: ${rebuild}, or ${back}.`
    : `Nothing was changed: ${back}.`;
}

/**
 * The release that a rollback goes to: the named one; otherwise the parent of the current one, or the newest that can be read
 * when the current one cannot.
 *
 * @throws {Error} the result of `refuse`, when the release does not exist.
 * @example
 * const target = rollbackTarget(await listReleases(shelf), current, undefined, (reason) => new RequestError(reason));
 */
export function rollbackTarget<Kept extends Release>(
  { readable, unreadable }: ReleaseList<Kept>,
  current: Kept | 'unreadable' | null,
  toId: number | undefined,
  refuse: (reason: string) => Error,
): Kept {
  if (readable.length + unreadable.length === 0)
    throw refuse('Nothing is published yet, so there is nothing to go back to.');
  const kept =
    readable.length === 0
      ? 'No kept release can be read.'
      : `Kept: ${boundedList(readable.map(({ id }) => String(id)))}.`;
  const named = toId ?? (current === 'unreadable' || current === null ? readable.at(-1)?.id : current.parentId);
  const target = readable.find(({ id }) => id === named);
  if (target !== undefined) return target;
  const damaged = unreadable.find(({ id }) => id === named);
  if (damaged !== undefined) throw refuse(`Release ${damaged.id} cannot be shown: ${damaged.reason} ${kept}`);
  if (toId !== undefined) throw refuse(`There is no release ${toId}. ${kept}`);
  throw refuse(
    current === 'unreadable' || current === null
      ? kept
      : `Release ${current.id} has no kept release before it. ${kept}`,
  );
}

/** Which releases a tidy keeps, and which go. */
export interface KeptReleases<Kept extends Release> {
  /** Null when nothing may go. */
  readonly kept: readonly Kept[] | null;
  /** Ids of the others, damaged ones too. */
  readonly gone: readonly number[];
  /** Why something stays that would otherwise have gone. */
  readonly notes: string[];
}

/**
 * Keeps the newest releases, the current one, and every one that alone has some of its contents. While one that is to be kept
 * cannot be read nothing may be removed: it is unknown what that one needs.
 *
 * @param contentsOf what must not vanish with a release, such as its tables' months.
 * @example
 * const { kept, gone, notes } = keptReleases(list, current, 5, (release) => Object.keys(release.tables));
 */
export function keptReleases<Kept extends Release>(
  { readable, unreadable }: ReleaseList<Kept>,
  current: Kept | null,
  keepReleases: number,
  contentsOf: (release: Kept) => readonly string[],
): KeptReleases<Kept> {
  const newest = [...readable, ...unreadable]
    .map(({ id }) => id)
    .sort((a, b) => b - a)
    .slice(0, keepReleases);
  const lost = unreadable.find(({ id }) => newest.includes(id));
  if (lost !== undefined)
    return {
      kept: null,
      gone: [],
      notes: [`nothing is removed while a release to be kept is damaged: ${lost.reason}`],
    };
  const kept = readable.filter(({ id }) => newest.includes(id) || id === current?.id);
  const contents = new Set(kept.flatMap(contentsOf));
  const notes: string[] = [];
  for (const release of readable.toReversed()) {
    const alone = kept.includes(release) ? undefined : contentsOf(release).find((content) => !contents.has(content));
    if (alone === undefined) continue;
    kept.push(release);
    for (const content of contentsOf(release)) contents.add(content);
    notes.push(`release ${release.id} stays: no newer kept release has ${alone}`);
  }
  const gone = [...readable.filter((release) => !kept.includes(release)), ...unreadable]
    .map(({ id }) => id)
    .sort((a, b) => a - b);
  return { kept, gone, notes };
}
