import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryRoot } from './repository-root.ts';

const launcher = join(repositoryRoot, 'tools/repository/src/launch/main.mjs');
const preload = join(repositoryRoot, 'tools/bench/src/report-usage.mjs');

/** What a command took. */
export interface CommandCost {
  readonly wallMs: number;
  /** On Linux with the processes that it started. */
  readonly cpuMs: number;
  /** Of the command's own process. */
  readonly peakMb: number;
}

/**
 * Runs `tickerlake` in a separate process.
 *
 * @param usageFile a file that receives the CPU time and the memory of the process.
 * @throws {Error} with the command's output when it fails.
 * @example
 * const { wallMs, cpuMs, peakMb } = await measureCommand(['status', '--data-dir', '/data/bench'], '/data/usage');
 */
export async function measureCommand(args: readonly string[], usageFile: string): Promise<CommandCost> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', preload, launcher, ...args], {
    env: { ...process.env, USAGE_FILE: usageFile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = await text(child.stderr);
  if ((await ended) !== 0) throw new Error(`tickerlake ${args.join(' ')} failed: ${said}`);
  const wallMs = performance.now() - startedMs;
  const [cpuMs = NaN, peakMb = NaN] = (await readFile(usageFile, 'utf8')).split(' ').map(Number);
  return { wallMs, cpuMs, peakMb };
}
