import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs the engine tests of every project; the rig must be running.
 *
 * @returns the exit code of the test runner.
 *
 * @example
 * process.exitCode = await runEngineTests(config.root, ['iceberg']);
 */
export async function runEngineTests(root: string, args: readonly string[]): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--config', join(root, 'tools/engine-rig/engines.config.mts'), ...args],
    { cwd: root, stdio: 'inherit' },
  );
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
