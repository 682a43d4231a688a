/** @import { LockFile } from '../lock/lock-file.mjs' */

/**
 * The first difference between `node_modules` and the lock file, or undefined when they match. Optional packages may be
 * absent: each platform installs its own.
 *
 * @example
 * findLockDifference(wanted, undefined); // 'nothing is installed yet'
 *
 * @param {LockFile} wanted `package-lock.json`.
 * @param {LockFile | undefined} installed `node_modules/.package-lock.json`, which npm writes last of all.
 * @returns {string | undefined}
 */
export function findLockDifference(wanted, installed) {
  if (installed === undefined) return 'nothing is installed yet';
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '') continue;
    const present = installed.packages[path];
    if (present === undefined) {
      if (entry.optional) continue;
      return `${path} is not installed`;
    }
    if (present.version !== entry.version) {
      return `${path} is ${present.version}, the lock file says ${entry.version}`;
    }
  }
  const leftOver = Object.keys(installed.packages).find((path) => wanted.packages[path] === undefined);
  return leftOver === undefined ? undefined : `${leftOver} is left over from another lock file`;
}
