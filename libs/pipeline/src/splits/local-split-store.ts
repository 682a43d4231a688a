import { readFile } from 'node:fs/promises';
import { StoreError } from '../values/errors.ts';
import type { KnownSplits, SplitStore } from '../ports/split-store.ts';
import { knownSplitsSchema } from './known-splits.ts';
import { writeFileAtomic } from '../storage/files/atomic-file.ts';
import type { StorePaths } from '../storage/files/store-paths.ts';

/**
 * The splits of a store on this machine: one file, replaced whole. Only the holder of the run lock replaces it.
 *
 * @example
 * const { known } = await createLocalSplitStore(storePaths('.tickerlake/polygon')).open();
 */
export function createLocalSplitStore({ splits: path }: Pick<StorePaths, 'splits'>): SplitStore {
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

function parse(text: string, path: string): KnownSplits {
  try {
    return knownSplitsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function damaged(path: string, cause: unknown): StoreError {
  const reason = cause instanceof Error && 'code' in cause ? cause.message : 'it does not hold splits';
  return new StoreError(
    `The splits in ${path} cannot be read (${reason}). Remove it: the next run fetches the splits again.`,
    { path, cause },
  );
}
