import type * as z from 'zod';
import { StoreError } from '../../values/errors.ts';
import type { StoredObject } from './object-store.ts';

/**
 * An object's content as JSON of a schema.
 *
 * @throws {StoreError} for anything else; nothing is repaired by guessing.
 * @example
 * const lock = parseObject(lockSchema, stored, 's3://lake/locks/publisher.json');
 */
export function parseObject<T>(schema: z.ZodType<T>, stored: StoredObject, path: string): T {
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(stored.content)));
  } catch (cause) {
    throw new StoreError(
      `${path} does not hold what this program wrote: restore an older version of the object, or remove it when it is a lock.`,
      { path, cause },
    );
  }
}
