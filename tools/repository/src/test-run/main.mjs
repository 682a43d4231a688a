/**
 * `npm test`: the tests of every project in one run of Vitest, closed by a line `N passed, N failed` that is counted from its report.
 * Arguments go to Vitest: `npm test -- libs/pipeline` runs the tests below that folder.
 */
import { join } from 'node:path';
import { ensureInstalled } from '../install/ensure-installed.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { runBin } from '../run-bin.mjs';
import { closeCount, toSummaryLine } from './count-report.mjs';
import { clearReports, countReports } from './reports-folder.mjs';

ensureInstalled(repositoryRoot);
const folder = join(repositoryRoot, 'test-results');

console.log(`Testing on Node ${process.version}.`);
clearReports(folder);
await bundleOnce();
const exitCode = await runBin(repositoryRoot, 'vitest', [
  'run',
  '--config',
  'vitest.all.mts',
  ...process.argv.slice(2),
]);
const count = closeCount(countReports(folder, ['all']), exitCode);
for (const sentence of count.sentences) console.log(sentence);
console.log(toSummaryLine(count));
process.exitCode = count.failed > 0 ? 1 : 0;

/**
 * Servers in tests start from the bundle. It is built here, because test files that find it out of date at once would each build it. If
 * it does not compile, those tests fail with the reason.
 */
async function bundleOnce() {
  const { bundleWhenChanged } = await import('../launch/bundle.mjs');
  const { nodeBundle } = await import('../launch/node-bundle.mjs');
  const { pageBundle } = await import('../launch/page-bundle.mjs');
  await Promise.allSettled([
    bundleWhenChanged(repositoryRoot, nodeBundle(repositoryRoot, 'apps/tickerlake')),
    bundleWhenChanged(repositoryRoot, pageBundle()),
  ]);
}
