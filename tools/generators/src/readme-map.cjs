/** @import { Tree } from '@nx/devkit' */

/**
 * Adds a row for a project to the project table of the root README, below the last row of the same parent folder. Does
 * nothing when the project is listed already or the README has no such table.
 *
 * @example
 * addToMap(tree, 'libs/bar-store', 'Keeps bars'); // | `libs/bar-store` | Keeps bars |
 *
 * @param {Tree} tree
 * @param {string} folder
 * @param {string} description
 */
function addToMap(tree, folder, description) {
  const lines = (tree.read('README.md', 'utf8') ?? '').split('\n');
  const parent = folder.slice(0, folder.indexOf('/') + 1);
  const isRow = (/** @type {string} */ line, /** @type {string} */ path) =>
    /^\|/.test(line) && line.split('|')[1]?.includes(path);
  const last = lines.findLastIndex((line) => isRow(line, parent));
  if (last < 0 || lines.some((line) => isRow(line, folder))) return;
  const furtherCells = Math.max(0, (lines[last] ?? '').split('|').length - 4);
  lines.splice(last + 1, 0, `| \`${folder}\` | ${description} |${' |'.repeat(furtherCells)}`);
  tree.write('README.md', lines.join('\n'));
}

module.exports = { addToMap };
