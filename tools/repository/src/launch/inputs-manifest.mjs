import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What a bundle was made from: each file's size and time of last change, by path from the repository's root. `null` stands for
 * a file that was not there.
 *
 * @typedef {Record<string, { size: number, mtimeMs: number } | null>} InputsManifest
 */

/**
 * Takes down the state of the files that a bundle was made from. A file that changed since the bundler started may have been read
 * before or after: it is taken down as absent, so that the next look finds a difference and bundles again.
 *
 * @example
 * describeInputs('/path/to/tickerlake', ['apps/tickerlake/src/main.ts'], startedAtMs);
 *
 * @param {string} root
 * @param {readonly string[]} paths
 * @param {number} startedAtMs Milliseconds since 1970.
 * @returns {InputsManifest}
 */
export function describeInputs(root, paths, startedAtMs) {
  return Object.fromEntries(
    paths.map((path) => {
      const stat = statSync(join(root, path), { throwIfNoEntry: false });
      const isSettled = stat !== undefined && stat.mtimeMs < startedAtMs;
      return [path, isSettled ? { size: stat.size, mtimeMs: stat.mtimeMs } : null];
    }),
  );
}

/**
 * Whether a bundle made from the files of the manifest is still good: no file has changed, appeared or gone since. A source file
 * that the bundle does not know yet can only matter when one that it knows has changed to import it.
 *
 * @example
 * isCurrent('/path/to/tickerlake', '/path/to/tickerlake/apps/tickerlake/dist/inputs.json');
 *
 * @param {string} root
 * @param {string} manifestPath
 * @returns {boolean}
 */
export function isCurrent(root, manifestPath) {
  const manifest = readManifest(manifestPath);
  if (manifest === undefined) return false;
  return Object.entries(manifest).every(([path, known]) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (known === null || stat === undefined) return known === null && stat === undefined;
    return stat.size === known.size && stat.mtimeMs === known.mtimeMs;
  });
}

/**
 * @param {string} path
 * @returns {InputsManifest | undefined}
 */
function readManifest(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // never bundled, or cut off while it was written: bundle again
  }
}
