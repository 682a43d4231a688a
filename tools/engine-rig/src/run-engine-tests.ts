import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { RigConfig } from './config.ts';
import type { RigSession } from './install/install-engines.ts';
import { engineNames, findProcess } from './process/engine-process.ts';
import { startEngines } from './start/start-engines.ts';
import { stopEngines } from './stop/stop-engines.ts';

/**
 * Runs the engine tests of every project against one rig. A rig that was already running keeps running.
 *
 * @returns the exit code of the test runner.
 *
 * @example
 * process.exitCode = await runEngineTests(config, session, process.argv[1], ['iceberg']);
 */
export async function runEngineTests(
  config: RigConfig,
  session: RigSession,
  entry: string,
  args: readonly string[],
): Promise<number> {
  const ranBefore = engineNames.every((name) => findProcess(config.runFolder, name) !== undefined);
  await startEngines(config, session, entry);
  try {
    return await runVitest(config.root, args);
  } finally {
    if (!ranBefore) await stopEngines(config, session);
  }
}

async function runVitest(root: string, args: readonly string[]): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--config', join(root, 'tools/engine-rig/engines.config.mts'), ...args],
    { cwd: root, stdio: 'inherit' },
  );
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
