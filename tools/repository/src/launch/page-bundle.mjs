/** @import { Bundle } from './bundle.mjs' */

/**
 * The bundle of the preview page: `index.html`, `main.js` and `main.css` for a browser, uPlot within.
 *
 * @example
 * await bundleWhenChanged(root, pageBundle());
 *
 * @returns {Bundle}
 */
export function pageBundle() {
  return {
    outFolder: 'apps/preview/dist',
    alsoMadeFrom: [
      'package-lock.json',
      'tsconfig.base.json',
      'apps/preview/package.json',
      'tools/repository/src/launch/page-bundle.mjs',
    ],
    options: {
      entryPoints: { main: 'apps/preview/src/main.ts', index: 'apps/preview/src/index.html' },
      loader: { '.html': 'copy', '.svg': 'dataurl' },
      platform: 'browser',
      target: 'es2022',
      minify: true,
    },
  };
}
