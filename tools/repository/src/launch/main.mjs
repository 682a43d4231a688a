/**
 * Starts the `tickerlake` command from its TypeScript sources, in this process:
 * `npm start`, `npm run tickerlake -- plan`. Installs and bundles first if something changed.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from '../install/ensure-installed.mjs';
import { repositoryRoot } from '../repository-root.mjs';

ensureInstalled(repositoryRoot);
const { bundleWhenChanged } = await import('./bundle.mjs');
const { nodeBundle } = await import('./node-bundle.mjs');
const { pageBundle } = await import('./page-bundle.mjs');
const [command, page] = await Promise.allSettled([
  bundleWhenChanged(repositoryRoot, nodeBundle(repositoryRoot, 'apps/tickerlake')),
  bundleWhenChanged(repositoryRoot, pageBundle()),
]);
if (page.status === 'rejected') {
  sayWhereItFailed(
    page.reason,
    'The preview page does not compile, so the last working version is used. Fix the errors above.',
  );
}
if (command.status === 'rejected') {
  sayWhereItFailed(
    command.reason,
    'The sources do not compile, so nothing was started. Fix the errors above and try again.',
  );
  process.exit(1);
}
await import(pathToFileURL(join(repositoryRoot, 'apps/tickerlake/dist/main.js')).href);

/**
 * esbuild has already printed compile errors; rethrows any other failure.
 *
 * @param {unknown} error
 * @param {string} sentence
 */
function sayWhereItFailed(error, sentence) {
  if (!(error instanceof Error && 'errors' in error)) throw error;
  console.error(sentence);
}
