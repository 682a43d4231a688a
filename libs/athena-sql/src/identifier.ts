import { SqlCompileError } from './errors.ts';

/**
 * A name as every engine takes it, quoted. Glue folds names to lower case and DuckDB keeps the case apart, so only
 * lower_snake names are accepted.
 *
 * @throws {SqlCompileError} for any other name.
 * @example
 * quoteIdentifier('trading_date'); // '"trading_date"'
 */
export function quoteIdentifier(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) {
    throw new SqlCompileError(`"${name}" is not a portable name: use lower-case letters, digits and _.`);
  }
  return `"${name}"`;
}
