/**
 * The parts of a version 3 `package-lock.json` (and of npm's `node_modules/.package-lock.json`) that the tools here read.
 *
 * @typedef {object} LockEntry
 * @property {string} [name] Only where it differs from the install path: an alias.
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [inBundle] Part of the archive of the package above it.
 * @property {string} [resolved] For a workspace link: the folder it points at.
 * @property {boolean} [link]
 * @property {boolean} [dev]
 * @property {boolean} [devOptional]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {object} LockFile
 * @property {Record<string, LockEntry>} packages Keyed by install path; the root project is `''`.
 */

/**
 * The install path at which Node finds package `name` for the package installed at `from`, or undefined when the lock has none.
 *
 * @example
 * findInstallPath({ packages: { 'node_modules/a': {}, 'node_modules/b': {} } }, 'node_modules/a', 'b'); // 'node_modules/b'
 *
 * @param {LockFile} lock
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined}
 */
export function findInstallPath(lock, from, name) {
  for (let folder = from; ; folder = parentFolder(folder)) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock.packages[candidate] !== undefined) return candidate;
    if (folder === '') return undefined;
  }
}

/** @param {string} installPath */
function parentFolder(installPath) {
  const cut = installPath.lastIndexOf('/node_modules/');
  return cut < 0 ? '' : installPath.slice(0, cut);
}
