import { QualityGateError } from '@tickerlake/data-quality';
import { CommanderError } from 'commander';
import type { ExitCode } from './commands/command.ts';
import { OutputClosedError } from './output/output-closed-error.ts';
import { findStop } from './stop/stopped-error.ts';

/**
 * The exit code of an error: 3 when checks failed and nothing was published, 130 after Ctrl-C or SIGTERM, 0 when the reader of the output
 * is gone, otherwise 1.
 *
 * @example
 * process.exitCode = exitCodeOf(error);
 */
export function exitCodeOf(error: unknown): ExitCode | 130 {
  if (error instanceof QualityGateError) return 3;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  if (error instanceof OutputClosedError) return 0;
  return findStop(error) === undefined ? 1 : 130;
}

/** File-system errors whose own text helps nobody. */
const fileAdvice: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space ("tickerlake gc" removes old releases) and run the same command again: it goes on where it was.',
  EACCES: 'The folder cannot be written: check its permissions, or choose another with --data-dir.',
  EROFS: 'The folder is read-only: choose another with --data-dir.',
  EPERM: 'The folder cannot be written: check its permissions, or choose another with --data-dir.',
};

/**
 * An error in words for a person: what failed, on what, and what to do. Programming errors keep their stack; a stop is one short sentence.
 *
 * @example
 * streams.err(`${explain(error)}\n`);
 */
export function explain(error: unknown): string {
  if (error instanceof CommanderError || error instanceof OutputClosedError) return '';
  const stop = findStop(error);
  if (stop !== undefined) return stop.message;
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  const advice = adviceFor(error);
  if (advice !== null) return `error: ${advice}\n  (${error.message})`;
  if (isOurs(error)) return `error: ${error.message}`;
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
