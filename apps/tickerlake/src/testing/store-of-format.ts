import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly tables: Record<string, Record<string, { path: string; sha256?: string }[]>>;
}

/** The text of a JSON file without some of its fields. */
const without = (content: object, fields: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(Object.entries(content).filter(([name]) => !fields.includes(name))));

/**
 * Turns a store that this program wrote into one of an earlier format: the recipe is what a fixture would hold.
 *
 * @param folder `.tickerlake/<source>`.
 * @example
 * await storeOfFormat[1](join(dataDir, 'simulated'));
 */
export const storeOfFormat = {
  /** The first: builds in `warehouse`, no folders for other tools, no hashes, no ledger; the pointer holds one field. */
  async 1(folder: string) {
    const releases = join(folder, 'releases');
    const builds = await readdir(join(folder, '.builds'), { recursive: true });
    await rename(join(folder, '.builds'), join(folder, 'warehouse'));
    for (const name of builds.filter((path) => path.endsWith('.data')))
      await rename(join(folder, 'warehouse', name), join(folder, 'warehouse', name.replace(/\.data$/, '.parquet')));
    for (const name of (await readdir(releases)).filter((one) => /^\d{8}\.json$/.test(one))) {
      const manifest = JSON.parse(await readFile(join(releases, name), 'utf8')) as Manifest;
      for (const part of Object.values(manifest.tables).flatMap((months) => Object.values(months).flat())) {
        part.path = part.path.replace(/^\.builds(.*)\.data$/, 'warehouse$1.parquet');
        delete part.sha256;
      }
      await writeFile(join(releases, name), without(manifest, ['absences', 'heldBack', 'withdrawn']));
      await rm(join(releases, String(Number(name.slice(0, 8)))), { recursive: true });
    }
    for (const name of ['current', 'ledger.json']) await rm(join(folder, name), { recursive: true, force: true });
    const { release } = JSON.parse(await readFile(join(releases, 'current.json'), 'utf8')) as { release: number };
    await writeFile(join(releases, 'current.json'), JSON.stringify({ release }));
  },
  /** The present layout, before the pointer held its number. */
  async 2(folder: string) {
    const path = join(folder, 'releases/current.json');
    const pointer = JSON.parse(await readFile(path, 'utf8')) as object;
    await writeFile(path, without(pointer, ['format']));
  },
} as const;
