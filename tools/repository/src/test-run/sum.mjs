/**
 * Counts the reports of several finished test runs together: `node sum.mjs test-results/node-20 test-results/engines.json`, folders
 * with a report per project and single reports. The other steps of a CI run that failed are given as `--failed-steps=2` and count as failures too.
 */
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../repository-root.mjs';
import { findProjects } from '../workspace-projects.mjs';
import { closeCount, sumCounts, toSummaryLine } from './count-report.mjs';
import { countReports } from './reports-folder.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'failed-steps': { type: 'string', default: '0' } },
});
const projects = findProjects(repositoryRoot)
  .filter((project) => project.isTested)
  .map((project) => project.name);
/** @param {string} place */
const countPlace = (place) =>
  place.endsWith('.json') ? countReports(dirname(place), [basename(place, '.json')]) : countReports(place, projects);
const steps = { passed: 0, failed: Number(values['failed-steps']), skipped: 0, sentences: [] };
const count = closeCount(sumCounts([steps, ...positionals.map(countPlace)]), 0);
console.log(toSummaryLine(count));
process.exitCode = count.failed > 0 ? 1 : 0;
