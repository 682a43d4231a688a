import { spawn } from 'node:child_process';
import { RigError } from '../errors.ts';

/** A program to run. */
export interface ProgramRun {
  /** Its purpose, used in error messages: `downloading trino-iceberg 476`. */
  readonly purpose: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Time limit after which it is killed; default 20 minutes, because a busy machine is many times slower than an idle
   * one.
   */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
}

const LONGEST_RUN_MS = 20 * 60_000;
const KEPT_OUTPUT = 4_000; // characters: enough for the last lines of pip and Maven, which say why

/**
 * Runs a program and keeps its output for the error message only.
 *
 * @throws {RigError} When it can't be started, exits with a code other than 0, or takes too long; transient, since most
 * of these programs download.
 *
 * @example
 * await runProgram({ purpose: 'unpacking', command: 'tar', args: ['xzf', 'a.tar.gz'], cwd: '.', signal });
 */
export async function runProgram(run: ProgramRun): Promise<void> {
  run.signal.throwIfAborted();
  const timeoutMs = run.timeoutMs ?? LONGEST_RUN_MS;
  const limit = AbortSignal.timeout(timeoutMs);
  const child = spawn(run.command, run.args, {
    cwd: run.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...run.env },
    signal: AbortSignal.any([limit, run.signal]),
    killSignal: 'SIGKILL',
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const outcome = await new Promise<number | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', (code, killedBy) => resolve(code ?? new Error(`it was killed by ${killedBy ?? 'a signal'}`)));
  });
  run.signal.throwIfAborted();
  if (outcome === 0) return;
  const reason = limit.aborted
    ? `it took longer than ${timeoutMs / 1000} s`
    : typeof outcome === 'number'
      ? `exit code ${outcome}`
      : outcome.message;
  const words = output.trim() === '' ? '' : ` Its last output: ${output.trim()}`;
  throw new RigError(`${run.purpose} failed (${run.command}): ${reason}.${words}`, {
    transient: true,
    ...(typeof outcome === 'number' ? {} : { cause: outcome }),
  });
}
