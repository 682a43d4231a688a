import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { chunkId } from '../../request/plan-run.ts';
import { isMissing } from '../../storage/files/file-fault.ts';
import { listFolder } from '../../storage/files/list-folder.ts';
import type { StorePaths } from '../../storage/files/store-paths.ts';
import { StoreError } from '../../values/errors.ts';
import type { RawFiles } from '../explain-ports.ts';

const expand = promisify(gunzip);

/**
 * The landed files of a store on this machine. Paths are those of manifests: below the store's folder.
 *
 * @example
 * const rawFiles = createLocalRawFiles(storePaths('.tickerlake/simulated'));
 */
export function createLocalRawFiles(paths: StorePaths): RawFiles {
  return {
    async find({ runId, ticker, month }) {
      const days = await listFolder(paths.landing);
      const found = await Promise.all(
        days.map(async (day) => {
          const folder = join(day, `run=${runId}`, `month=${month}`);
          const names = await listFolder(join(paths.landing, folder));
          return names
            .filter((name) => name.startsWith(chunkId(ticker, '')) && name.endsWith('.ndjson.gz'))
            .map((name) => join('landing', 'raw_bars', folder, name));
        }),
      );
      return found.flat().sort();
    },
    async read(path) {
      try {
        return (await expand(await readFile(join(paths.root, path)))).toString('utf8');
      } catch (cause) {
        if (isMissing(cause)) return null;
        throw new StoreError(
          `${path} cannot be read (${cause instanceof Error ? cause.message : String(cause)}): "tickerlake verify" says what is damaged.`,
          { path, cause },
        );
      }
    },
  };
}
