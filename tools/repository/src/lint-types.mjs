import { ensureInstalled } from './install/ensure-installed.mjs';
import { repositoryRoot } from './repository-root.mjs';
import { runBin } from './run-bin.mjs';

// `npm run lint:types`: the lint rules that need types (promises, needless conditions and assertions). One program for the whole
// repository takes a third of the time of one per project.
ensureInstalled(repositoryRoot);
process.exitCode = await runBin(repositoryRoot, 'eslint', [
  '--no-eslintrc',
  '--no-inline-config',
  '--config=.eslintrc.types.json',
  '--ext=.ts',
  'apps',
  'libs',
  'tools',
]);
