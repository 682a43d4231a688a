import { findInstallPath } from './lock-file.mjs';
import { platformOf } from './native-platform.mjs';

/** @import { LockEntry, LockFile } from './lock-file.mjs' */

const EXACT_VERSION = /^\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/;

/**
 * An optional dependency without an entry in the lock file.
 *
 * @typedef {{ name: string, version: string, parent: string, installPath: string }} MissingPackage
 */

/**
 * Every optional dependency without an entry in the lock file. npm omits them when the registry does not serve them;
 * `npm ci` then refuses the lock file, and other platforms lack their native package.
 *
 * @example
 * findMissingPackages(lock); // [{ name: '@esbuild/darwin-arm64', version: '0.28.2', parent: 'node_modules/esbuild', ... }]
 *
 * @param {LockFile} lock
 * @returns {MissingPackage[]}
 */
export function findMissingPackages(lock) {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => findInstallPath(lock, parent, name) === undefined)
      .map(([name, version]) => ({ name, version, parent, installPath: besides(parent, name) })),
  );
}

/**
 * The lock file with an entry for every missing optional package, and the added install paths. The entries have no
 * `resolved`, which npm looks up on the platform that needs the package; `fillIntegrity` adds the hash.
 *
 * @example
 * const { lock, added } = completeLock(JSON.parse(text));
 *
 * @template {LockFile} L
 * @param {L} lock
 * @returns {{ lock: L, added: string[] }}
 * @throws {Error} When a missing package has a range instead of a version, or its platform cannot be derived from its name.
 */
export function completeLock(lock) {
  const missing = findMissingPackages(lock);
  const added = missing.map((one) => /** @type {const} */ ([one.installPath, toEntry(lock, one)]));
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(added) });
  packages.sort(([a], [b]) => a.localeCompare(b, 'en')); // npm's own order
  return { lock: { ...lock, packages: Object.fromEntries(packages) }, added: missing.map((one) => one.installPath) };
}

/**
 * @param {string} parent
 * @param {string} name
 */
function besides(parent, name) {
  const cut = parent.lastIndexOf('node_modules/');
  return cut < 0 ? `node_modules/${name}` : `${parent.slice(0, cut)}node_modules/${name}`;
}

/**
 * @param {LockFile} lock
 * @param {MissingPackage} missing
 * @returns {LockEntry}
 */
function toEntry(lock, { name, version, parent }) {
  if (!EXACT_VERSION.test(version)) {
    throw new Error(
      `${parent} needs the optional package ${name} with the range ${version}, so its version is unknown. Install it from a registry that serves it, or pin it.`,
    );
  }
  const owner = lock.packages[parent];
  const { os, cpu, libc } = platformOf(name, Object.keys(owner?.optionalDependencies ?? {}));
  return {
    version,
    cpu,
    ...(owner?.dev === true ? { dev: true } : {}),
    ...(owner?.devOptional === true ? { devOptional: true } : {}),
    ...(libc === undefined ? {} : { libc }),
    optional: true,
    os,
  };
}
