import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { StoreError } from '../../values/errors.ts';
import { noRelease, releaseFields, type ReleasePointer, releasePointerSchema } from './release-fields.ts';
import { listReleases, newestReleaseId, readCurrent, type ReleaseList, type ReleaseShelf } from './release-list.ts';
import type { Release, TablePart } from '../../ports/warehouse.ts';
import { writeFileAtomic } from '../files/atomic-file.ts';
import { isMissing } from '../files/file-fault.ts';
import { listFolder } from '../files/list-folder.ts';
import { readJson } from '../files/read-json.ts';
import type { StorePaths } from '../files/store-paths.ts';
import { readablePointer, storeFormat } from './store-format.ts';

const fileSchema = z.object({
  path: z.string(),
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: z.string().optional(),
});

const releaseSchema = z.object({
  ...releaseFields,
  withdrawn: z.array(z.int().positive()).optional(),
  tables: z.record(z.string(), z.record(z.string(), z.array(fileSchema))),
});

/** A release of the local store: which files make up each table, by table and month. */
export interface LocalRelease extends Release {
  /** Ids of older releases whose bars are not in this one: it was published after a rollback behind them. */
  readonly withdrawn?: readonly number[] | undefined;
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly TablePart[]>>>>;
}

/**
 * The name of the state that a build is based on.
 *
 * @example
 * stateOf(null); // 'nothing'
 */
export const stateOf = (release: Release | null): string => (release === null ? 'nothing' : `release ${release.id}`);

/** The releases of a store: immutable manifests, and one pointer that is replaced by a rename. */
export interface ReleaseStore {
  /**
   * What readers see; null when nothing was ever published.
   *
   * @throws {StoreError} when the pointer or its manifest is damaged: which file, and the command that repairs it.
   * @throws {RequestError} when a newer program wrote the store, as every method that reads the pointer.
   */
  current(): Promise<LocalRelease | null>;
  /** The id that the pointer names; null when the pointer is missing or damaged. */
  pointedId(): Promise<number | null>;
  /** The highest id that was ever published; 0 before the first release. */
  newestId(): Promise<number>;
  /** Oldest first; a damaged manifest is named and stops nothing. */
  list(): Promise<ReleaseList<LocalRelease>>;
  /** Writes the manifest next to the others; readers still see the old release. */
  write(release: LocalRelease): Promise<void>;
  /** The atomic step: readers see this release from here on. */
  point(id: number): Promise<void>;
  remove(id: number): Promise<void>;
}

/**
 * Releases as files: `releases/00000012.json` and `releases/current.json`.
 *
 * @example
 * const release = await createReleaseStore(storePaths('.tickerlake/simulated')).current();
 */
export function createReleaseStore(paths: StorePaths): ReleaseStore {
  const pathOf = (id: number): string => join(paths.releases, `${String(id).padStart(8, '0')}.json`);
  const shelf: ReleaseShelf<LocalRelease> = {
    pointerPath: paths.currentRelease,
    canRebuild: true,
    pathOf,
    async ids() {
      const names = await listFolder(paths.releases);
      return names.filter((name) => /^\d{8}\.json$/.test(name)).map((name) => Number(name.slice(0, 8)));
    },
    async readPointer() {
      const pointer = await readJson(paths.currentRelease, releasePointerSchema).catch((error: unknown) => {
        if (error instanceof StoreError && isMissing(error.cause)) return null;
        throw error;
      });
      return pointer === null ? null : readablePointer(pointer, paths.currentRelease);
    },
    async read(id) {
      const path = pathOf(id);
      const release = await readJson(path, releaseSchema);
      if (release.id !== id) throw new StoreError(`${path} is damaged: it holds release ${release.id}.`, { path });
      return release;
    },
  };
  return {
    current: () => readCurrent(shelf),
    async pointedId() {
      const pointer = await shelf.readPointer().catch((error: unknown) => {
        if (error instanceof StoreError) return null;
        throw error;
      });
      return pointer === null || pointer.release === noRelease ? null : pointer.release;
    },
    newestId: () => newestReleaseId(shelf),
    list: () => listReleases(shelf),
    write: (release) => writeFileAtomic(pathOf(release.id), `${JSON.stringify(release, null, 1)}\n`),
    async point(id) {
      const newestId = Math.max(id, await newestReleaseId(shelf));
      const pointer: ReleasePointer = { release: id, newestId, format: storeFormat };
      await writeFileAtomic(paths.currentRelease, `${JSON.stringify(pointer)}\n`);
    },
    remove: (id) => rm(pathOf(id), { recursive: true, force: true }),
  };
}
