import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RigError } from '../errors.ts';
import { identifyProcess } from './process-identity.ts';

/** The processes of a rig in start order; they stop in reverse order. */
export const engineNames = ['moto', 'front', 'trino'] as const;

/** One process of the rig. */
export type EngineName = (typeof engineNames)[number];

/** What to run. */
export interface EngineCommand {
  readonly name: EngineName;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A started process, as recorded in its pid file. */
export interface StartedProcess {
  readonly pid: number;
  readonly identity: string;
}

/**
 * Starts a process that outlives this one: its output goes to `<runFolder>/<name>.log`, its id to
 * `<runFolder>/<name>.pid.json`.
 *
 * @throws {RigError} When the program cannot be started.
 *
 * @example
 * await startProcess('.engines/run', { name: 'moto', command: 'python3', args: ['-m', 'moto.server'], cwd: '.' });
 */
export async function startProcess(
  runFolder: string,
  { name, command, args, cwd, env }: EngineCommand,
): Promise<StartedProcess> {
  mkdirSync(runFolder, { recursive: true });
  const log = openSync(logFile(runFolder, name), 'w');
  const child = spawn(command, args, {
    cwd,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
  });
  closeSync(log);
  const failure = await new Promise<Error | undefined>((resolve) => {
    child.once('spawn', () => resolve(undefined));
    child.once('error', resolve);
  });
  const identity = child.pid === undefined ? undefined : identifyProcess(child.pid);
  if (failure !== undefined || child.pid === undefined || identity === undefined) {
    throw new RigError(`${name} did not start (${command}). Reinstall the engines with npm run engines:install.`, {
      cause: failure,
    });
  }
  child.unref();
  const started = { pid: child.pid, identity };
  writeFileSync(pidFile(runFolder, name), JSON.stringify(started));
  return started;
}

/**
 * The process started in this folder under this name, if it still runs; undefined otherwise, also when its id now
 * belongs to another process.
 *
 * @example
 * findProcess('.engines/run', 'trino')?.pid;
 */
export function findProcess(runFolder: string, name: EngineName): StartedProcess | undefined {
  try {
    const started = JSON.parse(readFileSync(pidFile(runFolder, name), 'utf8')) as StartedProcess;
    return identifyProcess(started.pid) === started.identity ? started : undefined;
  } catch {
    return undefined; // never started, or the file was cut
  }
}

/**
 * Removes the pid file of a process that has ended.
 *
 * @example
 * forgetProcess('.engines/run', 'trino');
 */
export function forgetProcess(runFolder: string, name: EngineName): void {
  rmSync(pidFile(runFolder, name), { force: true });
}

/**
 * The last lines that a process of the rig wrote, for an error message.
 *
 * @example
 * readLogTail('.engines/run', 'trino');
 */
export function readLogTail(runFolder: string, name: EngineName): string {
  try {
    return readFileSync(logFile(runFolder, name), 'utf8').slice(-2_000).trim();
  } catch {
    return '';
  }
}

function logFile(runFolder: string, name: EngineName): string {
  return join(runFolder, `${name}.log`);
}

function pidFile(runFolder: string, name: EngineName): string {
  return join(runFolder, `${name}.pid.json`);
}

/**
 * The data folder of a process of the rig.
 *
 * @example
 * dataFolder('.engines/run', 'trino'); // '.engines/run/trino-data'
 */
export function dataFolder(runFolder: string, name: EngineName): string {
  return join(dirname(pidFile(runFolder, name)), `${name}-data`);
}
