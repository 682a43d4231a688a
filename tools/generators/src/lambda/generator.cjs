const { join } = require('node:path');
const { applicationGenerator } = require('@nx/node');
const { installUnless, requireFreeFolder, toDescription, writeProject } = require('../project-files.cjs');
const { rangeInUse } = require('../range-in-use.cjs');
const { keepingRootFiles } = require('../root-files.cjs');

/** @import { Tree, GeneratorCallback } from '@nx/devkit' */

/**
 * Creates `apps/<name>`: Nx's generator of Node applications adds it to the workspace; our templates add a handler, a
 * config and a bundle target.
 *
 * @example
 * // npx nx g @tickerlake/generators:lambda nightly-tidy --description="Tidies the lake every night"
 *
 * @param {Tree} tree
 * @param {{ name: string, description?: string, skipInstall?: boolean }} options
 * @returns {Promise<GeneratorCallback>}
 * @throws {Error} When the name is not in kebab-case or is taken.
 */
async function lambdaGenerator(tree, { name, description, skipInstall = false }) {
  const folder = requireFreeFolder(tree, 'apps', name);
  await keepingRootFiles(tree, () =>
    applicationGenerator(tree, {
      directory: folder,
      name,
      framework: 'none',
      bundler: 'esbuild',
      linter: 'none',
      unitTestRunner: 'none',
      e2eTestRunner: 'none',
      skipFormat: true,
      skipPackageJson: true,
    }),
  );
  writeProject(tree, join(__dirname, 'files'), {
    name,
    folder,
    zodRange: rangeInUse(tree, 'zod'),
    description: toDescription(description, `The ${name} Lambda`),
  });
  return installUnless(skipInstall, tree);
}

module.exports = lambdaGenerator;
