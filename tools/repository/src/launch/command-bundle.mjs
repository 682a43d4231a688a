import { readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/** @import { Plugin } from 'esbuild' */
/** @import { Bundle } from './bundle.mjs' */

/** From the repository's root: the file that the launcher imports. */
export const COMMAND_ENTRY = 'apps/tickerlake/dist/main.js';

/** Made of hundreds of small files of plain JavaScript: within the bundle they start in 0.1 s instead of 0.24 s. */
const BUNDLED_PACKAGES = /^(?:@date-fns\/tz|date-fns|kysely|zod)(?:\/|$)/;
const THIS_FILE = 'tools/repository/src/launch/command-bundle.mjs';

/**
 * The bundle of the `tickerlake` command: our own TypeScript and the packages
 * that would start slowly, in one file and its lazily loaded parts; the other packages are left to Node.
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
    alsoMadeFrom: ['package-lock.json', 'tsconfig.base.json', 'apps/tickerlake/package.json', THIS_FILE, ...libraries],
    options: {
      entryPoints: { main: 'apps/tickerlake/src/main.ts' },
      chunkNames: 'parts/[name]-[hash]',
      platform: 'node',
      target: 'node20',
      splitting: true,
      plugins: [otherPackagesExternal],
    },
  };
}

/**
 * Leaves an import of a package to Node, unless it is one of our own, which are bundled from their sources, or of the slow ones.
 *
 * @type {Plugin}
 */
const otherPackagesExternal = {
  name: 'other-packages-external',
  setup(build) {
    build.onResolve({ filter: /^[^./#]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@tickerlake/') || BUNDLED_PACKAGES.test(path)) return undefined;
      if (isAbsolute(path)) return undefined; // C:\...
      return { path, external: true };
    });
  },
};
