const { join } = require('node:path');
const { libraryGenerator } = require('@nx/node');
const { installUnless, requireFreeFolder, toDescription, writeProject } = require('../project-files.cjs');
const { keepingRootFiles } = require('../root-files.cjs');

/** @import { Tree, GeneratorCallback } from '@nx/devkit' */

/**
 * Lays out `libs/<name>`: Nx's own generator of Node libraries places it in the workspace, our templates give it the shape that every
 * library here has.
 *
 * @example
 * // npx nx g @tickerlake/generators:lib bar-store --layer=pipeline --description="Keeps bars on disk"
 *
 * @param {Tree} tree
 * @param {{ name: string, layer?: string, description?: string, skipInstall?: boolean }} options
 * @returns {Promise<GeneratorCallback>}
 * @throws {Error} When the name is not in kebab-case or is taken.
 */
async function libGenerator(tree, { name, layer = 'vocabulary', description, skipInstall = false }) {
  const folder = requireFreeFolder(tree, 'libs', name);
  await keepingRootFiles(tree, () =>
    libraryGenerator(tree, {
      directory: folder,
      name,
      compiler: 'tsc',
      linter: 'none',
      unitTestRunner: 'none',
      skipFormat: true,
    }),
  );
  writeProject(tree, join(__dirname, 'files'), {
    name,
    folder,
    layer,
    description: toDescription(description, `The ${name} library`),
  });
  return installUnless(skipInstall, tree);
}

module.exports = libGenerator;
