import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { checkValue } from './check-value.ts';
import type { Schema } from './schemas.ts';

/**
 * Checks what a caller gave, before anything is sent.
 *
 * @param what for the message: `The limiter is refused`.
 * @throws {InvalidRequestError} naming each field that is wrong.
 * @example
 * checkGiven('The limiter is refused', objectOf({ maxStarts: wholeSchema(1) }), options);
 */
export function checkGiven(
  what: string,
  schema: Schema<unknown>,
  value: unknown,
  at: readonly PropertyKey[] = [],
): void {
  const { issues } = checkValue(schema, value, at);
  if (issues !== null) throw new InvalidRequestError(what, issues);
}
