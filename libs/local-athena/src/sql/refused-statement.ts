/**
 * A statement that Athena or this stand-in does not accept. `StartQueryExecution` returns it as an
 * InvalidRequestException.
 *
 * @example
 * throw new RefusedStatement('Only one sql statement is allowed.');
 */
export class RefusedStatement extends Error {
  override readonly name = 'RefusedStatement';
  readonly transient = false;
}
