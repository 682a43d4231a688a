import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type GlueTableInput, jsonTableInput } from '@tickerlake/athena-sql';
import { splitsTable } from '@tickerlake/record-schema';
import type { SplitStore } from '../ports/split-store.ts';
import { knownSplitsSchema, splitRows } from './known-splits.ts';
import { splitsFolder, splitsKey } from '../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../storage/objects/object-store.ts';
import { openJsonObject } from '../storage/objects/json-object.ts';

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
    const { known, replace } = await openJsonObject(objects, splitsKey, knownSplitsSchema);
    return {
      known,
      async replace(next) {
        const lines = splitRows(next.splits).map((row) => `${JSON.stringify(row)}\n`);
        // First, so that a run killed in between has replaced nothing, and is replaced itself.
        await objects.write(`${splitsFolder}splits.ndjson.gz`, await compress(lines.join('')));
        await replace(next);
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
