import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @import { Plugin } from 'esbuild' */
/** @import { Bundle } from './bundle.mjs' */

/** From the repository's root: the file that the launcher imports. */
export const COMMAND_ENTRY = 'apps/tickerlake/dist/main.js';

const THIS_FILE = 'tools/repository/src/launch/command-bundle.mjs';

/**
 * The bundle of the `tickerlake` command: our own TypeScript in one file and its lazily loaded parts, npm packages left to Node.
 *
 * @example
 * await bundleWhenChanged(root, commandBundle(root));
 *
 * @param {string} root
 * @returns {Bundle}
 */
export function commandBundle(root) {
  const libraries = readdirSync(join(root, 'libs')).map((name) => `libs/${name}/package.json`);
  return {
    outFolder: 'apps/tickerlake/dist',
    alsoMadeFrom: ['tsconfig.base.json', 'apps/tickerlake/package.json', THIS_FILE, ...libraries],
    options: {
      entryPoints: { main: 'apps/tickerlake/src/main.ts' },
      chunkNames: 'parts/[name]-[hash]',
      platform: 'node',
      target: 'node20',
      splitting: true,
      plugins: [npmPackagesExternal],
    },
  };
}

/**
 * Leaves every import of a package to Node, but for our own, which are bundled from their sources.
 *
 * @type {Plugin}
 */
const npmPackagesExternal = {
  name: 'npm-packages-external',
  setup(build) {
    build.onResolve({ filter: /^[^./#]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@tickerlake/') || /^[A-Za-z]:[\\/]/.test(path)) return undefined;
      return { path, external: true };
    });
  },
};
