import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A project of this repository: a workspace folder with its own package.json.
 *
 * @typedef {object} WorkspaceProject
 * @property {string} name Its name in Nx.
 * @property {string} folder From the repository's root, with forward slashes.
 * @property {Record<string, any>} manifest Its package.json.
 */

/**
 * Every project of the repository in folder order, read from the package.json files without Nx.
 *
 * @example
 * findProjects(repositoryRoot).map((project) => project.name); // ['preview', 'tickerlake', 'athena-sql', ...]
 *
 * @param {string} root
 * @returns {WorkspaceProject[]}
 */
export function findProjects(root) {
  const { workspaces } = readJson(join(root, 'package.json'));
  return workspaces
    .map((/** @type {string} */ pattern) => pattern.replace('/*', ''))
    .flatMap((/** @type {string} */ parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .filter((/** @type {string} */ folder) => existsSync(join(root, folder, 'package.json')))
    .map((/** @type {string} */ folder) => {
      const manifest = readJson(join(root, folder, 'package.json'));
      return { name: manifest.nx?.name ?? manifest.name, folder, manifest };
    });
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
