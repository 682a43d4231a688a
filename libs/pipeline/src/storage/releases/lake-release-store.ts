import * as z from 'zod';
import { StoreError } from '../../values/errors.ts';
import { releaseFields, type ReleasePointer, releasePointerSchema } from './release-fields.ts';
import { listReleases, newestReleaseId, readCurrent, type ReleaseList, type ReleaseShelf } from './release-list.ts';
import type { Release } from '../../ports/warehouse.ts';
import { currentReleaseKey, pendingKey, releasesFolder } from '../objects/lake-layout.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { parseObject } from '../objects/parse-object.ts';
import { readablePointer, storeFormat } from './store-format.ts';

const stateSchema = z.object({
  /** From `"t$snapshots"`, 19 digits; null for a table that nothing was ever written to. */
  snapshotId: z.string().regex(/^\d+$/).nullable(),
  metadataLocation: z.string(),
  columns: z.array(z.string()),
});

/** A state of an Iceberg table that can be gone back to. */
export type TableState = z.infer<typeof stateSchema>;

const releaseSchema = z.object({
  ...releaseFields,
  tables: z.record(z.string(), stateSchema),
});

/** A release of the lake: which state of each Iceberg table it is. */
export interface LakeRelease extends Release {
  readonly tables: Readonly<Record<string, TableState>>;
}

const pendingSchema = z.object({
  runId: z.string(),
  token: z.int(),
  since: z.string(),
  before: z.record(z.string(), z.string()),
});

/** What a publisher is about to change: the previous pointer of each table. */
export type PendingPublish = z.infer<typeof pendingSchema>;

/** The lake's own record of its releases: immutable objects, and one pointer. */
export interface LakeReleaseStore {
  /** What readers see; null when nothing was ever published. Throws StoreError when the pointer or its record is damaged, RequestError when a newer program wrote the lake. */
  current(): Promise<LakeRelease | null>;
  /** The highest id that was ever published; 0 before the first release. */
  newestId(): Promise<number>;
  /** Oldest first; a damaged record is named and stops nothing. */
  list(): Promise<ReleaseList<LakeRelease>>;
  /** Writes the record of a release; an existing one is kept. */
  write(release: LakeRelease): Promise<void>;
  point(id: number): Promise<void>;
  remove(ids: readonly number[]): Promise<void>;
  pending(): Promise<PendingPublish | null>;
  /** Null when the publisher is done. */
  setPending(pending: PendingPublish | null): Promise<void>;
}

/**
 * Releases as objects: `releases/00000012.json` and `releases/current.json`.
 *
 * @throws {StoreError} on writing a record whose number another run has taken.
 * @example
 * const release = await createLakeReleaseStore(objects).current();
 */
export function createLakeReleaseStore(objects: ObjectStore): LakeReleaseStore {
  const keyOf = (id: number): string => `${releasesFolder}${String(id).padStart(8, '0')}.json`;
  const readAs = async <T>(schema: z.ZodType<T>, key: string): Promise<T | null> => {
    const stored = await objects.read(key);
    return stored === null ? null : parseObject(schema, stored, `${objects.location}${key}`);
  };
  const shelf: ReleaseShelf<LakeRelease> = {
    pointerPath: `${objects.location}${currentReleaseKey}`,
    canRebuild: false,
    pathOf: (id) => `${objects.location}${keyOf(id)}`,
    async ids() {
      const keys = (await objects.list(releasesFolder)).map(({ key }) => /\/(\d{8})\.json$/.exec(key)?.[1]);
      return keys.flatMap((digits) => (digits === undefined ? [] : [Number(digits)])).sort((a, b) => a - b);
    },
    async readPointer() {
      const pointer = await readAs(releasePointerSchema, currentReleaseKey);
      return pointer === null ? null : readablePointer(pointer, `${objects.location}${currentReleaseKey}`);
    },
    async read(id) {
      const path = `${objects.location}${keyOf(id)}`;
      const release = await readAs<LakeRelease>(releaseSchema, keyOf(id));
      if (release === null) throw new StoreError(`${path} is missing.`, { path });
      if (release.id !== id) throw new StoreError(`${path} is damaged: it holds release ${release.id}.`, { path });
      return release;
    },
  };
  return {
    current: () => readCurrent(shelf),
    newestId: () => newestReleaseId(shelf),
    list: () => listReleases(shelf),
    async write(release) {
      const key = keyOf(release.id);
      if ((await objects.write(key, `${JSON.stringify(release, null, 1)}\n`, 'absent')) !== null) return;
      const { runId } = await shelf.read(release.id);
      if (runId !== release.runId)
        throw new StoreError(
          `Run ${runId} has published release ${release.id} while run ${release.runId} did. Run again: it builds on that release.`,
          { path: key, transient: true },
        );
    },
    async point(id) {
      const newestId = Math.max(id, await newestReleaseId(shelf));
      const pointer: ReleasePointer = { release: id, newestId, format: storeFormat };
      await objects.write(currentReleaseKey, `${JSON.stringify(pointer)}\n`);
    },
    remove: (ids) => objects.remove(ids.map(keyOf)),
    pending: () => readAs(pendingSchema, pendingKey),
    async setPending(pending) {
      if (pending === null) await objects.remove([pendingKey]);
      else await objects.write(pendingKey, `${JSON.stringify(pending)}\n`);
    },
  };
}
