import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLockDifference } from './lock-difference.mjs';
import { nodeComplaint } from './node-version.mjs';

/**
 * Makes a fresh clone ready: checks the version of Node, and runs `npm ci` when what is installed differs from the lock file. Says what it does, and says
 * nothing when there is nothing to do (about 10 ms). Ends the process with a sentence when it cannot go on.
 *
 * @example
 * ensureInstalled('/path/to/tickerlake');
 *
 * @param {string} root Folder of the repository.
 */
export function ensureInstalled(root) {
  const complaint = nodeComplaint(process.versions.node, readJson(join(root, 'package.json')).engines.node);
  if (complaint !== undefined) stop(complaint);
  const wanted = readJson(join(root, 'package-lock.json'));
  const difference = findLockDifference(wanted, readJsonIfPresent(join(root, 'node_modules', '.package-lock.json')));
  if (difference === undefined) return;
  console.error(`Installing the packages of the lock file (${difference}): npm ci, about a minute.`);
  const { status, error } = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], root); // warnings about packages' engines and ages are not the user's business
  if (status !== 0) {
    stop(
      `npm ci failed (${error === undefined ? `exit code ${status}` : error.message}). Its own words above say why; mend that, then try again.`,
    );
  }
}

/**
 * npm's own script where npm started us (`npm start`), so that the same npm does the work on every system; else the npm on the PATH.
 *
 * @param {string[]} args
 * @param {string} cwd
 */
function runNpm(args, cwd) {
  const script = process.env['npm_execpath'];
  // npm's words go to standard error: standard output belongs to the command that the person typed.
  const stdio = /** @type {import('node:child_process').StdioOptions} */ (['ignore', 2, 2]);
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) {
    return spawnSync(process.execPath, [script, ...args], { cwd, stdio });
  }
  return spawnSync('npm', args, { cwd, stdio, shell: process.platform === 'win32' });
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @param {string} path */
function readJsonIfPresent(path) {
  try {
    return readJson(path);
  } catch {
    return undefined; // absent, or cut off by a killed install: both mean "not installed"
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
