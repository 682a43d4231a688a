import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildLibrary } from './build-library.ts';
import { scope, withNeededLibraries } from './library.ts';
import { npmPack } from './npm-pack.ts';

/** One packed library. */
export interface PackedLibrary {
  readonly name: string;
  /** The `.tgz` that npm would publish. */
  readonly tarball: string;
}

/**
 * Packs libraries, and those of this repository that they need, as npm would publish them. Nothing is published.
 *
 * @param out a folder for one folder and one tarball per library.
 * @param repository where the sources are on the web.
 * @throws {Error} when a library is unknown or does not compile, or npm fails.
 * @example
 * const packed = await packLibraries('/path/to/tickerlake', ['polygon-client'], '/data/packages');
 */
export async function packLibraries(
  root: string,
  names: readonly string[],
  out: string,
  repository?: string,
): Promise<PackedLibrary[]> {
  const libraries = await withNeededLibraries(root, names);
  const versions = new Map(libraries.map(({ manifest }) => [manifest.name, manifest.version]));
  await mkdir(out, { recursive: true });
  const packed: PackedLibrary[] = [];
  for (const library of libraries) {
    const folder = join(out, library.name);
    await buildLibrary(root, library, folder, (name) => versions.get(name) ?? '', repository);
    packed.push({ name: `${scope}${library.name}`, tarball: await npmPack(folder, out) });
  }
  return packed;
}
