import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLockDifference } from './lock-difference.mjs';
import { nodeComplaint } from './node-version.mjs';

/**
 * Prepares a clone: checks the version of Node and runs `npm ci` when the installed packages differ from the lock file.
 * Prints what it does, or nothing when everything is up to date (about 10 ms). Exits with a message when it cannot
 * continue.
 *
 * @example
 * ensureInstalled('/path/to/tickerlake');
 *
 * @param {string} root The repository's folder.
 */
export function ensureInstalled(root) {
  const complaint = nodeComplaint(process.versions.node, readJson(join(root, 'package.json')).engines.node);
  if (complaint !== undefined) stop(complaint);
  const wanted = readJson(join(root, 'package-lock.json'));
  const difference = findLockDifference(wanted, readJsonIfPresent(join(root, 'node_modules', '.package-lock.json')));
  if (difference === undefined) return;
  console.error(`Installing dependencies with npm ci, about a minute (${difference}) ...`);
  const progress = spawn(process.execPath, [join(import.meta.dirname, 'install-progress.mjs'), root], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // The log level hides warnings about engines and deprecated packages: CONTRIBUTING.md explains them.
  const { status, error } = runNpm(['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'], root);
  progress.kill();
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if (status !== 0) {
    stop(
      `npm ci failed (${error === undefined ? `exit code ${status}` : error.message}). See its output above, fix the problem and try again.`,
    );
  }
}

/**
 * The script of the npm that started this process (`npm start`), so that the same npm is used on every system;
 * otherwise the npm on the PATH.
 *
 * @param {string[]} args
 * @param {string} cwd
 */
function runNpm(args, cwd) {
  const script = process.env['npm_execpath'];
  // npm's output goes to standard error; standard output belongs to the user's command.
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
