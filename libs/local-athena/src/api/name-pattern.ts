import { invalidRequest } from './api-error.ts';

/**
 * The names that an `Expression` of a listing matches: a regular expression for the whole name, in any case. Every name without one.
 *
 * @throws {ApiError} when it is none.
 * @example
 * namePattern('b.*').test('bars'); // true
 */
export function namePattern(expression: string | undefined): RegExp {
  try {
    return new RegExp(expression === undefined ? '' : `^(?:${expression})$`, 'i');
  } catch {
    throw invalidRequest(`The Expression ${expression} is not a regular expression.`);
  }
}
