/** @import { Tree } from '@nx/devkit' */

/** Files that Nx's own generators edit for tools that this repository does without (swc, tslib, executors, VS Code). */
const KEPT = ['package.json', 'nx.json', '.vscode/launch.json', '.vscode/extensions.json'];

/**
 * Runs a step that edits the tree, and puts the root files back that it should not have touched. The references that it added to the
 * root tsconfig.json stay.
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
