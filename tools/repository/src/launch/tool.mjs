/**
 * Starts a tool from its TypeScript sources: `node tools/repository/src/launch/tool.mjs tools/bench --large`. Installs
 * and bundles first if something changed.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from '../install/ensure-installed.mjs';
import { repositoryRoot } from '../repository-root.mjs';

const [node = process.execPath, , project = '', ...args] = process.argv;
ensureInstalled(repositoryRoot);
const { bundleWhenChanged } = await import('./bundle.mjs');
const { nodeBundle } = await import('./node-bundle.mjs');
await bundleWhenChanged(repositoryRoot, nodeBundle(repositoryRoot, project));
const entry = join(repositoryRoot, project, 'dist/main.js');
process.argv = [node, entry, ...args];
await import(pathToFileURL(entry).href);
