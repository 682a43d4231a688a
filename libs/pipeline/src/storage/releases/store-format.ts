import * as z from 'zod';
import { RequestError } from '../../values/errors.ts';

/**
 * The format of the stores and lakes that this program writes. It reads every earlier one, and converts a store when it next publishes:
 *
 * 1. Builds are `warehouse/<table>/<month>/<run>.parquet`. The pointer holds no number.
 * 2. Builds are `.builds/...`, `releases/<id>/` and `current` are for other tools.
 *
 * A change after which an older program would misread a store, or damage it, takes the next number.
 */
export const storeFormat = 2;

/** A pointer that a newer program wrote; nothing else of it is understood. */
export const newerPointerSchema = z.object({ format: z.int().gt(storeFormat) });

/**
 * A pointer in a format that this program reads.
 *
 * @throws {RequestError} for that of a newer program: nothing may be read or written in its store.
 * @example
 * readablePointer({ release: 3 }, '.tickerlake/simulated/releases/current.json'); // { release: 3 }
 */
export function readablePointer<Pointer extends { readonly release: number }>(
  pointer: Pointer | z.infer<typeof newerPointerSchema>,
  path: string,
): Pointer {
  if ('release' in pointer) return pointer;
  throw new RequestError(
    `${path} is of format ${pointer.format}, which a newer version of Tickerlake wrote; this version reads up to format ${storeFormat}. Nothing was changed: use the newer version (npx @tickerlake/cli@latest), or another --data-dir.`,
  );
}
