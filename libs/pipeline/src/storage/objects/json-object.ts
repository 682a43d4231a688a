import type { ZodType } from 'zod';
import { StoreError } from '../../values/errors.ts';
import type { ObjectStore } from './object-store.ts';
import { parseObject } from './parse-object.ts';

/** One JSON object of a lake, replaced whole. */
export interface JsonObject<Value> {
  /** Null when there is no object yet. */
  readonly known: Value | null;
  replace(next: Value): Promise<void>;
}

/**
 * Reads a JSON object of a lake. It is replaced only if no other run has replaced it since.
 *
 * @throws {StoreError} when the object is damaged; from `replace`, `transient`, when another run was faster.
 * @example
 * const { known, replace } = await openJsonObject(objects, splitsKey, knownSplitsSchema);
 */
export async function openJsonObject<Value>(
  objects: Pick<ObjectStore, 'location' | 'read' | 'write'>,
  key: string,
  schema: ZodType<Value>,
): Promise<JsonObject<Value>> {
  const path = `${objects.location}${key}`;
  const stored = await objects.read(key);
  return {
    known: stored === null ? null : parseObject(schema, stored, path),
    async replace(next) {
      const condition = stored === null ? 'absent' : { etag: stored.etag };
      if ((await objects.write(key, JSON.stringify(next), condition)) === null)
        throw new StoreError(`${path} was replaced by another run in this moment: run again. Nothing was changed.`, {
          path,
          transient: true,
        });
    },
  };
}
