/**
 * Starts the `tickerlake` command from its TypeScript sources, in this very process: `npm start`, `npm run tickerlake -- plan`.
 * Installs and bundles first where something changed since the last time.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as nodeModule from 'node:module';
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
    'The preview page does not compile, so the last good one stays in use. Mend the places named above.',
  );
}
if (command.status === 'rejected') {
  sayWhereItFailed(
    command.reason,
    'The sources do not compile, so nothing was started. Mend the places named above, then try again.',
  );
  process.exit(1);
}
keepCompiledCode();
// The SDK's versions are pinned here; what later ones will want of Node is no news to whoever types a command.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
await import(pathToFileURL(join(repositoryRoot, 'apps/tickerlake/dist/main.js')).href);

/** Node 22.8 and newer keep compiled code for the next start; older ones do without. */
function keepCompiledCode() {
  if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') {
    nodeModule.enableCompileCache();
  }
}

/**
 * esbuild has printed what does not compile; any other failure is thrown on.
 *
 * @param {unknown} error
 * @param {string} sentence
 */
function sayWhereItFailed(error, sentence) {
  if (!(error instanceof Error && 'errors' in error)) throw error;
  console.error(sentence);
}
