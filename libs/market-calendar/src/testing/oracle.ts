import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const path = resolve(import.meta.dirname, '../../../../../shared/conformance/xnys-sessions.csv');

/** A session of the external oracle: its New York date, and open and close as UTC instants in epoch milliseconds. */
export interface OracleSession {
  readonly tradingDate: string;
  readonly openMs: number;
  readonly closeMs: number;
}

/**
 * The sessions of the oracle (Python's exchange_calendars), read in place; null when the file is absent.
 *
 * @param ci the environment variable CI; when set, the file must exist.
 * @throws {Error} when the file is absent and `ci` is set.
 * @example
 * const sessions = readOracle(process.env['CI']);
 */
export function readOracle(ci: string | undefined): readonly OracleSession[] | null {
  if (!existsSync(path)) {
    if (ci === undefined || ci === '') return null;
    throw new Error(
      'xnys-sessions.csv is missing: CI needs the conformance cases next to the project (../shared/conformance).',
    );
  }
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [label = '', open = '', close = ''] = line.split(',');
    return { tradingDate: label.slice(0, 10), openMs: Date.parse(open), closeMs: Date.parse(close) };
  });
}

/** The title of the test that reports an absent oracle. */
export const absentOracle = 'is skipped because ../shared/conformance is absent (set CI=true to fail instead)';
