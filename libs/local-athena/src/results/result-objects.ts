import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ResultFolder } from './result-folder.ts';
import { requireSize } from './require-size.ts';

/** A file of a query's result, as S3 shows it. */
export interface ResultObject {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  /** MD5 of the content in hexadecimal. */
  readonly etag: string;
  readonly contentType: string;
  readonly modifiedAt: Date;
  /** The bytes from one position to another, both inclusive. */
  read(from: number, to: number): Readable;
}

/** A writer of one object, which exists when it has ended. */
export interface ObjectWriter {
  /** Rejects with EngineFailure when the object exceeds its limit. */
  write(bytes: Uint8Array | string): Promise<void>;
  end(): Promise<void>;
  /** Removes the written file. */
  abandon(): Promise<void>;
}

/** The objects that queries wrote: S3's names for files whose own names say nothing. */
export interface ResultObjects {
  /** @param location `s3://bucket/key`; an object of that name is replaced. */
  begin(queryId: string, location: string, contentType: string, maxBytes: number): Promise<ObjectWriter>;
  find(bucket: string, key: string): ResultObject | null;
  /** Sorted by key as S3 sorts; null when the bucket holds no object. */
  list(bucket: string): readonly ResultObject[] | null;
  bytesOf(queryId: string): number;
  removeOf(queryId: string): Promise<void>;
  /** Forgets all objects; their files go with the folder. */
  clear(): void;
}

interface Stored extends ResultObject {
  readonly queryId: string;
  readonly path: string;
}

/**
 * Creates the objects of an endpoint, as files in its result folder. A key is only looked up, never used as a path.
 *
 * @example
 * const objects = createResultObjects(openResultFolder(), () => new Date());
 * const writer = await objects.begin(id, 's3://lake/results/1.csv', 'text/csv', 2 ** 30);
 */
export function createResultObjects(folder: ResultFolder, now: () => Date): ResultObjects {
  const byName = new Map<string, Stored>();
  let made = 0;
  const drop = async (object: Stored): Promise<void> => {
    if (byName.get(nameOf(object)) === object) byName.delete(nameOf(object));
    await rm(object.path, { force: true });
  };
  return {
    async begin(queryId, location, contentType, maxBytes) {
      const { bucket, key } = parseLocation(location);
      const path = folder.pathOf(`object-${(made += 1)}`);
      const file = await open(path, 'wx', 0o600);
      const hash = createHash('md5');
      let bytes = 0;
      return {
        async write(part) {
          const buffer = typeof part === 'string' ? Buffer.from(part) : part;
          bytes += buffer.length;
          requireSize(bytes, maxBytes);
          hash.update(buffer);
          await file.writeFile(buffer);
        },
        async end() {
          await file.close();
          const object = {
            ...{ queryId, path, bucket, key, bytes, contentType, etag: hash.digest('hex'), modifiedAt: now() },
            read: (from: number, to: number) => createReadStream(path, { start: from, end: to }),
          };
          const old = byName.get(nameOf(object));
          byName.set(nameOf(object), object);
          if (old !== undefined) await rm(old.path, { force: true });
        },
        async abandon() {
          await file.close().catch(() => undefined);
          await rm(path, { force: true });
        },
      };
    },
    find: (bucket, key) => byName.get(nameOf({ bucket, key })) ?? null,
    list(bucket) {
      const found = [...byName.values()].filter((object) => object.bucket === bucket);
      return found.length === 0 ? null : found.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
    },
    bytesOf: (queryId) =>
      [...byName.values()].reduce((sum, object) => sum + (object.queryId === queryId ? object.bytes : 0), 0),
    async removeOf(queryId) {
      await Promise.all([...byName.values()].filter((object) => object.queryId === queryId).map(drop));
    },
    clear: () => byName.clear(),
  };
}

const nameOf = ({ bucket, key }: { readonly bucket: string; readonly key: string }): string => `${bucket}/${key}`;

function parseLocation(location: string): { readonly bucket: string; readonly key: string } {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/([^]*)$/.exec(location) ?? [];
  return { bucket, key };
}
