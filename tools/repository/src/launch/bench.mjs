/** Starts the benchmarks from their TypeScript sources: `npm run bench`. Installs and bundles first where something changed. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from '../install/ensure-installed.mjs';
import { repositoryRoot } from '../repository-root.mjs';

ensureInstalled(repositoryRoot);
const { bundleWhenChanged } = await import('./bundle.mjs');
const { nodeBundle } = await import('./node-bundle.mjs');
await bundleWhenChanged(repositoryRoot, nodeBundle(repositoryRoot, 'tools/bench'));
const entry = join(repositoryRoot, 'tools/bench/dist/main.js');
process.argv[1] = entry;
await import(pathToFileURL(entry).href);
