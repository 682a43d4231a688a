import { SqlExecutionError } from '@tickerlake/athena-sql';

/**
 * Whether an engine's error may come from the files that it read, and not from the statement: then they are worth a look.
 *
 * @example
 * isOfData(new SqlExecutionError('Binder Error: ...', facts)); // false
 */
export const isOfData = (error: unknown): error is SqlExecutionError =>
  error instanceof SqlExecutionError && !/(Parser|Binder|Catalog|Permission|INTERRUPT)/.test(error.message);
