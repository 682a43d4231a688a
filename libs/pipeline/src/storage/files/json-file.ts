import { readFile } from 'node:fs/promises';
import type { ZodType } from 'zod';
import { StoreError } from '../../values/errors.ts';
import { writeFileAtomic } from './atomic-file.ts';

/** One JSON file of a store, replaced whole. */
export interface JsonFile<Value> {
  /** Null when there is no file yet. */
  readonly known: Value | null;
  replace(next: Value): Promise<void>;
}

/**
 * Reads a JSON file of a store on this machine. Only the holder of the run lock replaces it.
 *
 * @param what the plural that the error names, such as `splits`.
 * @param repair what to do about a damaged file. By default it is removed, and its content fetched again.
 * @throws {StoreError} when the file is damaged or cannot be read.
 * @example
 * const { known, replace } = await openJsonFile(paths.splits, knownSplitsSchema, 'splits');
 */
export async function openJsonFile<Value>(
  path: string,
  schema: ZodType<Value>,
  what: string,
  repair = `Remove it: the next run fetches the ${what} again.`,
): Promise<JsonFile<Value>> {
  const damaged = (cause: unknown): StoreError => {
    const reason = cause instanceof Error && 'code' in cause ? cause.message : `it does not hold ${what}`;
    return new StoreError(`The ${what} in ${path} cannot be read (${reason}). ${repair}`, { path, cause });
  };
  const parse = (text: string): Value => {
    try {
      return schema.parse(JSON.parse(text));
    } catch (cause) {
      throw damaged(cause);
    }
  };
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw damaged(cause);
  });
  return {
    known: text === null ? null : parse(text),
    replace: (next) => writeFileAtomic(path, `${JSON.stringify(next, null, 1)}\n`),
  };
}
