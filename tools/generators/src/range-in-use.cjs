const { readJson } = require('@nx/devkit');

/** @import { Tree } from '@nx/devkit' */

/**
 * The version range that the libraries of this repository use for a package, so that a new project uses the same.
 *
 * @example
 * rangeInUse(tree, 'zod'); // '^4.6.7'
 *
 * @param {Tree} tree
 * @param {string} packageName
 * @returns {string}
 * @throws {Error} When no library uses the package.
 */
function rangeInUse(tree, packageName) {
  for (const library of tree.children('libs')) {
    const path = `libs/${library}/package.json`;
    const range = tree.exists(path) ? readJson(tree, path).dependencies?.[packageName] : undefined;
    if (range !== undefined) return range;
  }
  throw new Error(`No library depends on ${packageName}, so its version is unknown. Add it to a library first.`);
}

module.exports = { rangeInUse };
