import { readFile } from 'node:fs/promises';
import type { InstrumentStore, KnownReference } from '../ports/instrument-store.ts';
import { writeFileAtomic } from '../storage/files/atomic-file.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';
import { StoreError } from '../values/errors.ts';
import { knownReferenceSchema } from './known-reference.ts';

/**
 * The reference data of a store on this machine: one JSON file.
 *
 * @throws {StoreError} from `open`, when the file is damaged.
 * @example
 * const { known } = await createLocalInstrumentStore(storePaths('.tickerlake/polygon')).open();
 */
export function createLocalInstrumentStore({ instruments: path }: Pick<StorePaths, 'instruments'>): InstrumentStore {
  return {
    async open() {
      const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return null;
        throw damaged(path, cause);
      });
      return {
        known: text === null ? null : parse(text, path),
        replace: (next) => writeFileAtomic(path, `${JSON.stringify(next, null, 1)}\n`),
      };
    },
  };
}

function parse(text: string, path: string): KnownReference {
  try {
    return knownReferenceSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

const damaged = (path: string, cause: unknown): StoreError =>
  new StoreError(`The instruments in ${path} cannot be read. Remove it: the next run asks for them again.`, {
    path,
    cause,
  });
