import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * Runs Nx in the repository with its output shown, on the Node that runs this. Its daemon stays out: the reports that a run has just
 * cleared must not be taken for present by a watcher that lags behind.
 *
 * @example
 * await runNx(repositoryRoot, ['run-many', '-t', 'test']); // 0
 *
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {Promise<number>} The exit code; 1 when a signal ended it.
 */
export function runNx(root, args) {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const path = `${dirname(process.execPath)}${delimiter}${process.env[pathName] ?? ''}`;
  const child = spawn(process.execPath, [nxScript(root), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, [pathName]: path, NX_DAEMON: 'false' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * The file that Node runs as Nx.
 *
 * @example
 * spawn(process.execPath, [nxScript(repositoryRoot), 'show', 'projects']);
 *
 * @param {string} root
 * @returns {string}
 */
export function nxScript(root) {
  const nx = join(root, 'node_modules', 'nx');
  return join(nx, JSON.parse(readFileSync(join(nx, 'package.json'), 'utf8')).bin.nx);
}
