import { type Issue, summariseIssues } from './issue.ts';
import { PolygonError } from './polygon-error.ts';

/**
 * An option or a request is refused before anything is sent.
 *
 * @example
 * if (error instanceof InvalidRequestError) console.error(error.issues);
 */
export class InvalidRequestError extends PolygonError {
  override readonly name = 'InvalidRequestError';
  declare readonly code: 'invalid-request';
  declare readonly issues: readonly Issue[];

  constructor(what: string, issues: readonly Issue[]) {
    super(`${what}: ${summariseIssues(issues)}. Nothing was sent.`, {
      code: 'invalid-request',
      transient: false,
      issues,
    });
  }
}
