import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../../values/errors.ts';
import { faultOf } from '../../storage/files/file-fault.ts';
import { listFolder } from '../../storage/files/list-folder.ts';
import type { FlatFile, FlatFilePlace } from './flat-file-place.ts';

/**
 * Flat files in a folder of this machine.
 *
 * @throws {StoreError} from its methods, when something cannot be read.
 * @example
 * const place = flatFileFolder('/data/flatfiles');
 */
export function flatFileFolder(root: string): FlatFilePlace {
  const unreadable = (path: string, cause: unknown): StoreError =>
    new StoreError(`${path} ${faultOf(cause)}: check it and its permissions, then run the same command again.`, {
      path,
      cause,
    });
  return {
    nameOf: (path) => join(root, path),
    async list(folder) {
      const names = await listFolder(join(root, folder));
      return Promise.all(
        names.map(async (name): Promise<FlatFile> => {
          const full = join(root, folder, name);
          const { size, mtimeMs } = await stat(full).catch((cause: unknown) => {
            throw unreadable(full, cause);
          });
          return { path: `${folder}/${name}`, bytes: size, version: `${mtimeMs}` };
        }),
      );
    },
    async *read(path, signal) {
      const full = join(root, path);
      try {
        yield* createReadStream(full, { signal });
      } catch (cause) {
        signal.throwIfAborted();
        throw unreadable(full, cause);
      }
    },
  };
}
