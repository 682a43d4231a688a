import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Bar } from '../bar.ts';

const path = resolve(import.meta.dirname, '../../../../../shared/conformance/volatility-talib51.csv');

/** The title of tests that cannot run without the external vectors. */
export const absentVectors = 'is skipped: ../shared/conformance is absent, set CI=true to fail instead';

/** The external vectors, read in place; null if they are absent. */
export interface Vectors {
  readonly bars: readonly Bar[];
  /** A column of expected values; null where a value is not defined yet. */
  readonly column: (name: string) => (number | null)[];
}

/**
 * Reads the external vectors. In CI, a missing file is an error.
 *
 * @throws {Error} when they are absent and CI is set.
 * @example
 * const vectors = readVectors(process.env['CI']);
 */
export function readVectors(ci: string | undefined): Vectors | null {
  if (!existsSync(path)) {
    if (ci !== undefined)
      throw new Error(
        'volatility-talib51.csv is missing: CI needs the conformance cases next to the project (../shared/conformance).',
      );
    return null;
  }
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  const rows = lines.map((line) => line.split(','));
  const column = (name: string): (number | null)[] => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`The vectors have no column ${name}.`);
    return rows.map((row) => (row[index] === '' || row[index] === undefined ? null : Number(row[index])));
  };
  const [open, high, low, close] = (['open', 'high', 'low', 'close'] as const).map(column);
  const bars = rows.map((_, index) => ({
    open: open?.[index] ?? Number.NaN,
    high: high?.[index] ?? Number.NaN,
    low: low?.[index] ?? Number.NaN,
    close: close?.[index] ?? Number.NaN,
  }));
  return { bars, column };
}
