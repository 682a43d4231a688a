import { QualityGateError } from '@tickerlake/data-quality';
import { CommanderError } from 'commander';
import type { ExitCode } from './commands/command.ts';

/**
 * The exit code of an error: 3 when checks failed and nothing was published, 130 after Ctrl-C, otherwise 1.
 *
 * @example
 * process.exitCode = exitCodeOf(error);
 */
export function exitCodeOf(error: unknown): ExitCode | 130 {
  if (error instanceof QualityGateError) return 3;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  return isStop(error) ? 130 : 1;
}

/** File-system errors whose own text helps nobody. */
const fileAdvice: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space ("tickerlake gc" removes old releases) and run the same command again: it goes on where it was.',
  EACCES: 'The folder cannot be written: check its permissions, or choose another with --data-dir.',
  EROFS: 'The folder is read-only: choose another with --data-dir.',
  EPERM: 'The folder cannot be written: check its permissions, or choose another with --data-dir.',
};

/**
 * An error in words for a person: what failed, on what, and what to do. Programming errors keep their stack.
 *
 * @example
 * streams.err(`${explain(error)}\n`);
 */
export function explain(error: unknown): string {
  if (error instanceof CommanderError) return '';
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  const advice = adviceFor(error);
  if (advice !== null) return `error: ${advice}\n  (${error.message})`;
  if (isOurs(error) || isStop(error)) return `error: ${error.message}`;
  return `error: this is a fault in tickerlake, please report it.\n${error.stack ?? error.message}`;
}

function adviceFor(error: Error): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && fileAdvice[cause.code] !== undefined) return fileAdvice[cause.code] ?? null;
    if (/No space left on device/i.test(cause.message)) return fileAdvice['ENOSPC'] ?? null;
  }
  return null;
}

/** Our error classes say whether a retry can help; nobody else's do. */
function isOurs(error: Error): boolean {
  return 'transient' in error || 'retryable' in error;
}

function isStop(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Stopped by ');
}
