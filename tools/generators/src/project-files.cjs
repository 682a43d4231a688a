const { generateFiles, installPackagesTask } = require('@nx/devkit');
const { addToMap } = require('./readme-map.cjs');

/** @import { Tree, GeneratorCallback } from '@nx/devkit' */

/**
 * The values that fill the templates of a project.
 *
 * @typedef {object} ProjectFacts
 * @property {string} name In kebab-case.
 * @property {string} folder From the repository's root, e.g. `libs/volatility`.
 * @property {string} description One sentence, without its full stop.
 * @property {string} [layer]
 * @property {string} [zodRange] The range of zod that the other projects use.
 */

/**
 * Replaces the files that Nx generated with our own layout and adds the project to the map in the root README.
 *
 * @example
 * writeProject(tree, join(__dirname, 'files'), { name, folder, description });
 *
 * @param {Tree} tree
 * @param {string} templates Folder of the templates.
 * @param {ProjectFacts} facts
 */
function writeProject(tree, templates, facts) {
  tree.delete(facts.folder);
  generateFiles(tree, templates, facts.folder, { ...facts });
  addToMap(tree, facts.folder, facts.description);
}

/**
 * The step after writing the files: `npm install`, which links the new package and adds it to the lock file.
 *
 * @example
 * return installUnless(options.skipInstall, tree);
 *
 * @param {boolean} skipInstall
 * @param {Tree} tree
 * @returns {GeneratorCallback}
 */
function installUnless(skipInstall, tree) {
  return skipInstall ? () => {} : () => installPackagesTask(tree, true);
}

/**
 * A description for package.json: trimmed, without a full stop.
 *
 * @example
 * toDescription(undefined, 'The bar-store library'); // 'The bar-store library'
 *
 * @param {string | undefined} given
 * @param {string} otherwise
 * @returns {string}
 */
function toDescription(given, otherwise) {
  return (given ?? otherwise).trim().replace(/\.$/, '');
}

/**
 * Refuses a name that is invalid or in use.
 *
 * @example
 * requireFreeFolder(tree, 'libs', 'bar-store'); // 'libs/bar-store'
 *
 * @param {Tree} tree
 * @param {string} parent
 * @param {string} name
 * @returns {string} The project's folder.
 * @throws {Error} When the name is not in kebab-case or the folder exists.
 */
function requireFreeFolder(tree, parent, name) {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    throw new Error(`"${name}" is not a valid project name. Use kebab-case, such as bar-store.`);
  }
  const folder = `${parent}/${name}`;
  if (tree.exists(folder)) throw new Error(`${folder} already exists. Choose another name, or remove it first.`);
  return folder;
}

module.exports = { installUnless, writeProject, toDescription, requireFreeFolder };
