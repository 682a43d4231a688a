/** @import { LockFile } from './lock-file.mjs' */

/**
 * The entries of a lock file that npm would install unverified: they come from a registry but have no hash. Links point
 * into this repository, and bundled packages are covered by the hash of the package that contains them.
 *
 * @example
 * findUnhashed({ packages: { 'node_modules/a': { version: '1.0.0' } } }); // [{ installPath: 'node_modules/a', name: 'a', version: '1.0.0' }]
 *
 * @param {LockFile} lock
 * @returns {{ installPath: string, name: string, version: string }[]}
 */
export function findUnhashed(lock) {
  return Object.entries(lock.packages).flatMap(([installPath, { link, inBundle, integrity, version, name }]) => {
    const cut = installPath.lastIndexOf('node_modules/');
    if (cut < 0 || link === true || inBundle === true || integrity !== undefined || version === undefined) return [];
    return [{ installPath, name: name ?? installPath.slice(cut + 'node_modules/'.length), version }];
  });
}

/**
 * The lock file with the registry's hash in every entry that lacks one.
 *
 * @example
 * await fillIntegrity(lock, async (specifier) => readIntegrity(specifier)); // specifier: '@esbuild/darwin-arm64@0.28.2'
 *
 * @template {LockFile} L
 * @param {L} lock
 * @param {(specifier: string) => Promise<string>} lookUp The `dist.integrity` of `name@version`.
 * @returns {Promise<L>}
 * @throws {Error} When the registry knows no hash for a package: retry later, or with a registry that serves the package.
 */
export async function fillIntegrity(lock, lookUp) {
  const packages = { ...lock.packages };
  for (const { installPath, name, version } of findUnhashed(lock)) {
    const integrity = (await lookUp(`${name}@${version}`)).trim();
    if (!/^sha512-[\w+/]+=*$/.test(integrity)) {
      throw new Error(
        `The registry gives no sha512 hash for ${name}@${version}, so npm cannot verify the package. ` +
          'Run npm run dependencies again later, or with a registry that serves this package.',
      );
    }
    packages[installPath] = { version, integrity, ...packages[installPath] };
  }
  return { ...lock, packages };
}
