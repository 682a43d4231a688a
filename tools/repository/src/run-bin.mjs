import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * Runs an installed tool in the repository with its output shown, on the Node that runs this. The daemon of Nx is off: its file watcher
 * lags behind a run that has just changed files. ESLint reads `.eslintrc`, as it does under Nx.
 *
 * @example
 * await runBin(repositoryRoot, 'nx', ['run-many', '-t', 'lint']); // 0
 *
 * @param {string} root
 * @param {string} name Of the package and of its command.
 * @param {readonly string[]} args
 * @returns {Promise<number>} The exit code; 1 when a signal ended it.
 */
export function runBin(root, name, args) {
  const pathName = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = `${dirname(process.execPath)}${delimiter}${process.env[pathName] ?? ''}`;
  const child = spawn(process.execPath, [binScript(root, name), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, [pathName]: path, NX_DAEMON: 'false', ESLINT_USE_FLAT_CONFIG: 'false' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * The file that Node runs as an installed tool.
 *
 * @example
 * spawn(process.execPath, [binScript(repositoryRoot, 'nx'), 'show', 'projects']);
 *
 * @param {string} root
 * @param {string} name Of the package and of its command.
 * @returns {string}
 */
export function binScript(root, name) {
  const folder = join(root, 'node_modules', name);
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin[name]);
}
