import { parseArgs } from 'node:util';

/** The requested action: a whole smoke run, or the clean-up of a stage that an earlier run left. */
export interface CommandLine {
  /** The stage to clean up; null for a whole run. */
  readonly clean: string | null;
  readonly isHelp: boolean;
}

/** What `--help` prints. */
export const usage = `Usage: npm run smoke:aws -- [--clean <stage>]

Deploys the pipeline to a real AWS account, runs it once, reads the published tables, and tears everything down.
Needs MASSIVE_API_KEY, AWS credentials and a region; without them it does nothing.

  --clean <stage>  remove what an interrupted run left behind in its stage
  -h, --help       print this
`;

/**
 * Reads the command line.
 *
 * @throws {TypeError} for anything but `--clean <stage>` and `--help`.
 * @example
 * readCommandLine(['--clean', 'smokek3x9q2']).clean; // 'smokek3x9q2'
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: { clean: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  return { clean: values.clean ?? null, isHelp: values.help ?? false };
}

/**
 * Removes the key from a text.
 *
 * @example
 * withoutKey('GET /?apiKey=abc', 'abc'); // 'GET /?apiKey=[key]'
 */
export const withoutKey = (text: string, key: string | null): string =>
  key === null || key === '' ? text : text.replaceAll(key, '[key]');
