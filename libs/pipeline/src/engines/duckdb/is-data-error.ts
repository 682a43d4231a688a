import { SqlExecutionError } from '@tickerlake/athena-sql';

/**
 * Whether an engine's error may come from a damaged file, and not from the statement.
 *
 * @example
 * isDataError(new SqlExecutionError('Binder Error: ...', facts)); // false
 */
export const isDataError = (error: unknown): error is SqlExecutionError =>
  error instanceof SqlExecutionError && !/(Parser|Binder|Catalog|Permission|INTERRUPT)/.test(error.message);
