import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @import { LockFile } from '../lock/lock-file.mjs' */

/** How often a terminal shows it, and how often a log does. */
const [TERMINAL_MS, LOG_MS] = [500, 10_000];

/**
 * How far an install is: packages that are unpacked, of those that every platform installs. npm makes all folders first, so a package counts
 * once its package.json is there.
 *
 * @example
 * installProgress(lock, () => false); // 'unpacked 0 of 824 packages'
 *
 * @param {LockFile} lock
 * @param {(path: string) => boolean} exists Whether a path of the lock file is there.
 * @returns {string}
 */
export function installProgress(lock, exists) {
  const wanted = Object.entries(lock.packages).filter(
    ([path, { optional, link }]) => path.startsWith('node_modules/') && !optional && !link,
  );
  const unpacked = wanted.filter(([path]) => exists(`${path}/package.json`)).length;
  return unpacked === wanted.length
    ? `${unpacked} packages are unpacked; npm finishes`
    : `unpacked ${unpacked} of ${wanted.length} packages`;
}

/** As a program: shows the progress of npm, which shows none in a log, until the process that started this one ends it. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = process.argv[2] ?? '.';
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const parent = process.ppid;
  const isTerminal = process.stderr.isTTY === true;
  let shown = '';
  setInterval(
    () => {
      if (process.ppid !== parent) process.exit();
      const text = installProgress(lock, (path) => existsSync(join(root, path)));
      if (text === shown) return;
      shown = text;
      process.stderr.write(isTerminal ? `\r${text}\u001b[K` : `${text}\n`);
    },
    isTerminal ? TERMINAL_MS : LOG_MS,
  );
}
