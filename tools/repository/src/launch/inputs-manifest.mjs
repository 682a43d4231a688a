import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The inputs of a bundle: each file's size and modification time, by path from the repository's root. `null` means that
 * the file did not exist.
 *
 * @typedef {Record<string, { size: number, mtimeMs: number } | null>} InputsManifest
 */

/**
 * Records the state of a bundle's inputs. A file that changed after the bundler started may have been read before or
 * after the change, so it is recorded as absent and the next check bundles again.
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
 * Whether a bundle is still current: none of its inputs has changed, appeared or been deleted. A new source file only
 * matters once a known one changes to import it.
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
    return undefined; // never bundled, or interrupted while writing: bundle again
  }
}
