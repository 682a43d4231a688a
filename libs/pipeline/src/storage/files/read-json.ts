import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { StoreError } from '../../values/errors.ts';
import { faultOf } from './file-fault.ts';

/**
 * A file of the store as JSON of a schema.
 *
 * @throws {StoreError} with the path and the fault; nothing is repaired by guessing.
 * @example
 * const pointer = await readJson('.tickerlake/simulated/releases/current.json', releasePointerSchema);
 */
export async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const fail = (reason: string, cause: unknown): never => {
    throw new StoreError(`${path} ${reason}.`, { path, cause });
  };
  const text = await readFile(path, 'utf8').catch((cause: unknown) => fail(faultOf(cause), cause));
  if (text.trim() === '') return fail('is empty', undefined);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    return fail(
      cause instanceof z.ZodError
        ? `is damaged (${cause.issues[0]?.path.join('.') || 'its content'}: ${cause.issues[0]?.message})`
        : 'is damaged: it is not JSON',
      cause,
    );
  }
}
