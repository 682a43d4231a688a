import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countReport, sumCounts } from './count-report.mjs';

/** @import { TestCount } from './count-report.mjs' */

/**
 * Removes the reports of earlier runs, so that no stale one is counted.
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
 * Counts the reports of these runs in a folder; a report that is missing or cut off is a failure.
 *
 * @example
 * countReports('test-results', ['all', 'slow']);
 *
 * @param {string} folder
 * @param {readonly string[]} runs
 * @returns {TestCount}
 */
export function countReports(folder, runs) {
  return sumCounts(runs.map((run) => countReport(run, readReport(join(folder, `${run}.json`)))));
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
