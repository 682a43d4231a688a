import type { InstrumentStore } from '../ports/instrument-store.ts';
import { openJsonFile } from '../storage/files/json-file.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import { knownReferenceSchema } from './known-reference.ts';

/**
 * The reference data of a store on this machine: one JSON file.
 *
 * @throws {StoreError} from `open`, when the file is damaged.
 * @example
 * const { known } = await createLocalInstrumentStore(storePaths('.tickerlake/polygon')).open();
 */
export const createLocalInstrumentStore = ({ instruments }: Pick<StorePaths, 'instruments'>): InstrumentStore => ({
  open: () => openJsonFile(instruments, knownReferenceSchema, 'instruments'),
});
