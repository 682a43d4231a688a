import { QualityGateError } from '@tickerlake/data-quality';
import { CommanderError } from 'commander';
import type { ExitCode } from './exit-code.ts';
import { OutputClosedError } from '../output/output-closed-error.ts';
import { findStop } from './stopped-error.ts';

/**
 * The exit code of an error: 3 when checks failed and nothing was published, 130 after Ctrl-C or SIGTERM, 0 when the output's reader
 * has closed it, otherwise 1.
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

/** Advice for file-system errors whose own text does not say what to do. */
const fileAdvice: Readonly<Record<string, string>> = {
  ENOSPC:
    'The disk is full. Free some space ("tickerlake gc" removes old releases) and run the same command again to resume.',
  EACCES: 'The folder cannot be written: check its permissions, or choose another with --data-dir.',
  EROFS: 'The folder is read-only: choose another with --data-dir.',
  EPERM: 'The folder cannot be written: check its permissions, or choose another with --data-dir.',
};

/** Advice for path errors that none of our own errors explains. */
const pathAdvice: Readonly<Record<string, string>> = {
  EISDIR: 'A folder is where a file is expected: check the path.',
  ENOTDIR: 'A file is where a folder is expected: check the path.',
  ENOENT: 'A file or folder is missing: check the path, and links in it.',
  ELOOP: 'A symbolic link points back to itself: check the path.',
  ENAMETOOLONG: 'A path is longer than this system allows: choose a shorter one.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n), and run the same command again.',
};

/** What to do about errors of the engine that only the configuration can change. */
const engineAdvice: readonly { readonly pattern: RegExp; readonly text: string }[] = [
  {
    pattern: /No space left on device/i,
    text: 'The disk is full. Free some space ("tickerlake gc" removes old releases) and run the same command again to resume.',
  },
  {
    pattern: /Out of Memory Error/,
    text: 'The engine needs more memory than its limit: raise "memoryLimit" in tickerlake.config.json (1GB by default; 256MB is the least that works well), and run the same command again.',
  },
];

/**
 * An error as a message: what failed, on what, and what to do. Programming errors keep their stack; a stop is one short sentence.
 *
 * @example
 * streams.err(`${explain(error)}\n`);
 */
export function explain(error: unknown): string {
  if (error instanceof CommanderError || error instanceof OutputClosedError) return '';
  const stop = findStop(error);
  if (stop !== undefined) return stop.message;
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  const advice = adviceFor(error) ?? (isOurs(error) ? null : (pathAdvice[codeOf(error)] ?? null));
  if (advice !== null) return `error: ${advice}\n  (${error.message.split('\n', 1)[0]})`;
  if (isOurs(error)) return `error: ${error.message}`;
  return `error: this is a bug in tickerlake, please report it.\n${error.stack ?? error.message}`;
}

function adviceFor(error: Error): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const advice = fileAdvice[codeOf(cause)] ?? engineAdvice.find(({ pattern }) => pattern.test(message))?.text;
    if (advice !== undefined) return advice;
  }
  return null;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Only our error classes say whether a retry can help. */
function isOurs(error: Error): boolean {
  return 'transient' in error || 'retryable' in error;
}
