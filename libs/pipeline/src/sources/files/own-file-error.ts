import { StoreError } from '../../values/errors.ts';

/**
 * The error of a file that cannot be read as bars: where, what, and what to do.
 *
 * @param line from 1, in the uncompressed file; null for the whole file.
 * @example
 * throw ownFileError('bars/AAPL.csv', 17, 'close is "1,5", not a number', 'set "decimal": ","');
 */
export const ownFileError = (
  path: string,
  line: number | null,
  what: string,
  advice: string,
  cause?: unknown,
): StoreError =>
  new StoreError(`${path}${line === null ? '' : `, line ${line}`}: ${what}: ${advice}. Nothing was imported.`, {
    path,
    ...(cause !== undefined && { cause }),
  });
