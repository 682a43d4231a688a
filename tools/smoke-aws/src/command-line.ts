import { parseArgs } from 'node:util';

/** The requested action: a whole smoke run, or the clean-up of a stage that an earlier run left. */
export interface CommandLine {
  /** The stage to clean up; null for a whole run. */
  readonly clean: string | null;
}

/**
 * Reads the command line.
 *
 * @throws {TypeError} for anything but `--clean <stage>`.
 * @example
 * readCommandLine(['--clean', 'smokek3x9q2']).clean; // 'smokek3x9q2'
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({ args: [...args], options: { clean: { type: 'string' } } });
  return { clean: values.clean ?? null };
}

/**
 * Removes the key from a text.
 *
 * @example
 * withoutKey('GET /?apiKey=abc', 'abc'); // 'GET /?apiKey=[key]'
 */
export const withoutKey = (text: string, key: string | null): string =>
  key === null || key === '' ? text : text.replaceAll(key, '[key]');
