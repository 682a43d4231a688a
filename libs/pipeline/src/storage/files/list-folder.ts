import { readdir, stat } from 'node:fs/promises';
import { StoreError } from '../../values/errors.ts';
import { faultOf, isMissing } from './file-fault.ts';

/**
 * The names in a folder of the store, sorted; empty when the folder does not exist yet. A folder that cannot be listed is never
 * taken for an empty one.
 *
 * @throws {StoreError} with the path and the reason.
 * @example
 * const names = await listFolder('.tickerlake/simulated/releases');
 */
export async function listFolder(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (cause) {
    if (
      isMissing(cause) &&
      !(await stat(path).then(
        () => true,
        () => false,
      ))
    )
      return [];
    throw new StoreError(`${path} ${faultOf(cause)}: check it and its permissions, then run the same command again.`, {
      path,
      cause,
    });
  }
}
