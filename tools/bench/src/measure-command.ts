import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../../..');
const launcher = join(root, 'tools/repository/src/launch/main.mjs');
const preload = join(root, 'tools/bench/src/report-usage.mjs');

/** The time a command took, in milliseconds. */
export interface CommandTime {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/**
 * Runs `tickerlake` in a separate process.
 *
 * @param usageFile a file that receives the CPU time of the process.
 * @throws {Error} with the command's output when it fails.
 * @example
 * const { wallMs, cpuMs } = await measureCommand(['status', '--data-dir', '/data/bench'], '/data/usage');
 */
export async function measureCommand(args: readonly string[], usageFile: string): Promise<CommandTime> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', preload, launcher, ...args], {
    env: { ...process.env, USAGE_FILE: usageFile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = await text(child.stderr);
  if ((await ended) !== 0) throw new Error(`tickerlake ${args.join(' ')} failed: ${said}`);
  return { wallMs: performance.now() - startedMs, cpuMs: Number(await readFile(usageFile, 'utf8')) };
}
