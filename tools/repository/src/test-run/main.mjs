/**
 * `npm test`: the tests of every project, closed by a line `N passed, N failed` that is counted from the runners' own reports.
 * Arguments go to Nx (`npm test -- --skip-nx-cache`).
 */
import { join } from 'node:path';
import { ensureInstalled } from '../install/ensure-installed.mjs';
import { runNx } from '../nx.mjs';
import { repositoryRoot } from '../repository-root.mjs';
import { findProjects } from '../workspace-projects.mjs';
import { closeCount, toSummaryLine } from './count-report.mjs';
import { clearReports, countReports } from './reports-folder.mjs';

ensureInstalled(repositoryRoot);
const folder = join(repositoryRoot, 'test-results');
const tested = findProjects(repositoryRoot).filter((project) => project.isTested);

console.log(`Testing ${tested.length} projects on Node ${process.version}.`);
clearReports(folder);
const exitCode = await runTests(process.argv.slice(2));
const count = closeCount(
  countReports(
    folder,
    tested.map((project) => project.name),
  ),
  exitCode,
);
for (const sentence of count.sentences) console.log(sentence);
console.log(toSummaryLine(count));
process.exitCode = count.failed > 0 ? 1 : 0;

/**
 * The command's own tests take longer than those of any other project, and Nx would begin them last, for they depend on everything:
 * they go beside the others from the start.
 *
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
async function runTests(args) {
  if (args.length > 0) return runNx(repositoryRoot, ['run-many', '-t', 'test', ...args]);
  const longest = 'tickerlake';
  const codes = await Promise.all([
    runNx(repositoryRoot, ['run-many', '-t', 'test', '-p', longest]),
    runNx(repositoryRoot, ['run-many', '-t', 'test', '--exclude', longest]),
  ]);
  return Math.max(...codes);
}
