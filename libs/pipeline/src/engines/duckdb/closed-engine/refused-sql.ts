import { RequestError } from '../../../values/errors.ts';

/**
 * A statement that the closed engine does not run. A retry does not help: the statement has to change.
 *
 * @example
 * if (error instanceof RefusedSql) tellCaller(error.message);
 */
export class RefusedSql extends RequestError {
  override readonly name = 'RefusedSql';
}
