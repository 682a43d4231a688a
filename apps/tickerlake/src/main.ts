#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

/** The root of the repository or of the npm package, three levels above the bundle in apps/tickerlake/dist: the default rules and the built page are under it. */
const home = fileURLToPath(new URL('../../../', import.meta.url));

// Node 22.8 and newer cache compiled code for the next start; only what is loaded from here on.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function')
  nodeModule.enableCompileCache();
// The SDK is pinned, so its warning about the Node version of future releases is noise.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// The engine of a server is this program again, in a separate process (see engine-process/start-engine.ts).
const [first, root] = process.argv.slice(2);
if (first === '--engine-process' && root !== undefined)
  await (await import('./engine-process/run-engine.ts')).runEngine(root);
else await (await import('./command-line/run-process.ts')).runProcess(home, process.argv.slice(2), process.env);
