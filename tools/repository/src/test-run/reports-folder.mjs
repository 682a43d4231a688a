import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countReport, sumCounts } from './count-report.mjs';

/** @import { TestCount } from './count-report.mjs' */

/**
 * Takes the reports of earlier runs away, so that no stale one is counted. Nx puts the report of a project that it need not test again back from its cache.
 *
 * @example
 * clearReports('test-results');
 *
 * @param {string} folder
 */
export function clearReports(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.json')) rmSync(join(folder, name));
  }
}

/**
 * Counts the reports of these projects in a folder; a report that is missing or cut off is a failure.
 *
 * @example
 * countReports('test-results', ['athena-sql', 'volatility']);
 *
 * @param {string} folder
 * @param {readonly string[]} projects
 * @returns {TestCount}
 */
export function countReports(folder, projects) {
  return sumCounts(projects.map((project) => countReport(project, readReport(join(folder, `${project}.json`)))));
}

/** @param {string} path */
function readReport(path) {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // cut off while it was written
  }
}
