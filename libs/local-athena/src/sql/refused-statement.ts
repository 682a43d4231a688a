/**
 * A statement that Athena, or this stand-in for it, does not take. `StartQueryExecution` answers it with an InvalidRequestException.
 *
 * @example
 * throw new RefusedStatement('Only one sql statement is allowed.');
 */
export class RefusedStatement extends Error {
  override readonly name = 'RefusedStatement';
  readonly transient = false;
}
