import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type GlueTableInput, jsonTableInput } from '@tickerlake/athena-sql';
import { instrumentsTable } from '@tickerlake/record-schema';
import type { InstrumentStore } from '../ports/instrument-store.ts';
import { instrumentsFolder, instrumentsKey } from '../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../storage/objects/object-store.ts';
import { openJsonObject } from '../storage/objects/json-object.ts';
import { instrumentRows } from '../values/instrument.ts';
import { knownReferenceSchema } from './known-reference.ts';

const compress = promisify(gzip);

/**
 * The reference data of a lake: one object for runs, and the lines that the table `instruments` reads.
 *
 * @throws {StoreError} from `open` when the object is damaged, from `replace` when another run replaced it meanwhile.
 * @example
 * const { known } = await createLakeInstrumentStore(objects).open();
 */
export const createLakeInstrumentStore = (
  objects: Pick<ObjectStore, 'location' | 'read' | 'write'>,
): InstrumentStore => ({
  async open() {
    const { known, replace } = await openJsonObject(objects, instrumentsKey, knownReferenceSchema);
    return {
      known,
      async replace(next) {
        const lines = instrumentRows(next.table).map((row) => `${JSON.stringify(row)}\n`);
        await objects.write(`${instrumentsFolder}instruments.ndjson.gz`, await compress(lines.join('')));
        await replace(next);
      },
    };
  },
});

/**
 * The table `instruments` of a lake, over its lines.
 *
 * @example
 * await glue.createTable({ DatabaseName: database, TableInput: instrumentsTableInput(location) });
 */
export const instrumentsTableInput = (location: string): GlueTableInput =>
  jsonTableInput({ table: instrumentsTable, location: `${location}${instrumentsFolder}` });
