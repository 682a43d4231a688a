import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { StoreError } from '../errors.ts';
import { releaseFields, releasePointerSchema } from '../release-fields.ts';
import type { Release, TablePart } from '../ports/warehouse.ts';
import { writeFileAtomic } from './atomic-file.ts';
import type { StorePaths } from './store-paths.ts';

const fileSchema = z.object({ path: z.string(), rows: z.int().nonnegative(), bytes: z.int().nonnegative() });

const releaseSchema = z.object({
  ...releaseFields,
  tables: z.record(z.string(), z.record(z.string(), z.array(fileSchema))),
});

/** A release of the local store: which files make up each table, by table and month. */
export interface LocalRelease extends Release {
  readonly tables: Readonly<Record<string, Readonly<Record<string, readonly TablePart[]>>>>;
}

/**
 * What a build says it was built on.
 *
 * @example
 * stateOf(null); // 'nothing'
 */
export const stateOf = (release: Release | null): string => (release === null ? 'nothing' : `release ${release.id}`);

/** The releases of a store: immutable manifests, and one pointer that is replaced by a rename. */
export interface ReleaseStore {
  current(): Promise<LocalRelease | null>;
  /** Oldest first. */
  list(): Promise<readonly LocalRelease[]>;
  /** Writes the manifest beside the others; readers still see the old release. */
  write(release: LocalRelease): Promise<void>;
  /** The atomic step: readers see this release from here on. */
  point(id: number): Promise<void>;
  remove(id: number): Promise<void>;
}

/**
 * Releases as files: `releases/00000012.json` and `releases/current.json`.
 *
 * @throws {StoreError} on reading a manifest that is missing or malformed; nothing is repaired by guessing.
 * @example
 * const release = await createReleaseStore(storePaths('.tickerlake/simulated')).current();
 */
export function createReleaseStore(paths: StorePaths): ReleaseStore {
  const manifestPath = (id: number): string => join(paths.releases, `${String(id).padStart(8, '0')}.json`);
  const read = (id: number): Promise<LocalRelease> => readJson(manifestPath(id), releaseSchema);
  return {
    async current() {
      const pointer = await readJson(paths.currentRelease, releasePointerSchema).catch((error: unknown) => {
        if (error instanceof StoreError && isMissing(error.cause)) return null;
        throw error;
      });
      return pointer === null ? null : read(pointer.release);
    },
    async list() {
      const names = await readdir(paths.releases).catch(() => []);
      const ids = names.filter((name) => /^\d{8}\.json$/.test(name)).map((name) => Number(name.slice(0, 8)));
      return Promise.all(ids.sort((a, b) => a - b).map(read));
    },
    write: (release) => writeFileAtomic(manifestPath(release.id), `${JSON.stringify(release, null, 1)}\n`),
    point: (id) => writeFileAtomic(paths.currentRelease, `${JSON.stringify({ release: id })}\n`),
    remove: (id) => rm(manifestPath(id), { force: true }),
  };
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new StoreError(`${path} cannot be read as a release: restore it from a backup, or go to another release with "tickerlake rollback".`, { path, cause });
  }
}

/** ENOTDIR: a file stands where the store's folder would be; whoever writes there will say so. */
function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
}
