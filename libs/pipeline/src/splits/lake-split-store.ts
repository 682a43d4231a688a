import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type GlueTableInput, jsonTableInput } from '@tickerlake/athena-sql';
import { splitsTable } from '@tickerlake/record-schema';
import { StoreError } from '../values/errors.ts';
import type { SplitStore } from '../ports/split-store.ts';
import { knownSplitsSchema, splitRows } from './known-splits.ts';
import { splitsFolder, splitsKey } from '../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../storage/objects/object-store.ts';
import { parseObject } from '../storage/objects/parse-object.ts';

const compress = promisify(gzip);

/**
 * The splits of a lake: one object with everything known, and one of JSON lines derived from it, which the table `splits` reads. No
 * engine is needed. If another run replaced them since they were read, nothing is written.
 *
 * @throws {StoreError} by its calls, `transient` when others were faster.
 * @example
 * const { known } = await createLakeSplitStore(createObjectStore(s3, 's3://lake/tickerlake/')).open();
 */
export const createLakeSplitStore = (objects: Pick<ObjectStore, 'location' | 'read' | 'write'>): SplitStore => ({
  async open() {
    const path = `${objects.location}${splitsKey}`;
    const stored = await objects.read(splitsKey);
    return {
      known: stored === null ? null : parseObject(knownSplitsSchema, stored, path),
      async replace(next) {
        // First, so that a run killed in between has replaced nothing, and is replaced itself.
        await objects.write(
          `${splitsFolder}splits.ndjson.gz`,
          await compress(
            splitRows(next.splits)
              .map((row) => `${JSON.stringify(row)}\n`)
              .join(''),
          ),
        );
        if (
          (await objects.write(splitsKey, JSON.stringify(next), stored === null ? 'absent' : { etag: stored.etag })) ===
          null
        ) {
          throw new StoreError(`${path} was replaced by another run in this moment: run again. Nothing was changed.`, {
            path,
            transient: true,
          });
        }
      },
    };
  },
});

/**
 * The Glue definition of the table `splits`: files of JSON lines, without partitions.
 *
 * @param location the lake's folder.
 * @example
 * splitsTableInput('s3://lake/tickerlake/').StorageDescriptor.Location; // 's3://lake/tickerlake/splits/'
 */
export const splitsTableInput = (location: string): GlueTableInput =>
  jsonTableInput({ table: splitsTable, location: `${location}${splitsFolder}` });
