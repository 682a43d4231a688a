/** @import { Tree } from '@nx/devkit' */

/** Files that Nx's generators edit for tools this repository does not use (swc, tslib, executors, VS Code). */
const KEPT = ['package.json', 'nx.json', '.vscode/launch.json', '.vscode/extensions.json'];

/**
 * Runs a step that edits the tree, then restores the root files that it should not have changed. References added to
 * the root tsconfig.json stay.
 *
 * @example
 * await keepingRootFiles(tree, () => libraryGenerator(tree, options));
 *
 * @param {Tree} tree
 * @param {() => Promise<unknown>} step
 * @returns {Promise<void>}
 */
async function keepingRootFiles(tree, step) {
  const before = KEPT.map((path) => /** @type {const} */ ([path, tree.read(path)]));
  await step();
  for (const [path, content] of before) {
    if (content !== null) tree.write(path, content);
    else if (tree.exists(path)) tree.delete(path);
  }
}

module.exports = { keepingRootFiles };
