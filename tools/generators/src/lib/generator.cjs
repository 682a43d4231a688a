const { join } = require('node:path');
const { libraryGenerator } = require('@nx/node');
const { installUnless, requireFreeFolder, toDescription, writeProject } = require('../project-files.cjs');
const { keepingRootFiles } = require('../root-files.cjs');

/** @import { Tree, GeneratorCallback } from '@nx/devkit' */

/**
 * Creates `libs/<name>`: Nx's generator of Node libraries adds it to the workspace; our templates give it the standard
 * shape.
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
