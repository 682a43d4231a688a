import { type Issue, maxIssues, summariseIssues } from './issue.ts';
import { PolygonError } from './polygon-error.ts';

/**
 * The server answered 200 with something other than the documented response. Retried only if the body is broken (`transient`): cut short, or a proxy's page.
 *
 * @example
 * if (error instanceof ValidationError) console.error(error.path, error.issues);
 */
export class ValidationError extends PolygonError {
  override readonly name = 'ValidationError';
  declare readonly code: 'validation';
  /** Path and query of the call; null for a recorded response. */
  declare readonly path: string | null;
  /** At most 20. */
  declare readonly issues: readonly Issue[];
  declare readonly requestId: string | null;

  constructor(facts: {
    readonly path: string | null;
    readonly issues: readonly Issue[];
    readonly requestId: string | null;
    readonly cause?: unknown;
    /** Whether the body is not JSON at all, as behind a failing proxy; default false. */
    readonly transient?: boolean;
  }) {
    const call = facts.path === null ? 'The response' : `GET ${facts.path}`;
    const advice = facts.transient === true ? 'Run again later.' : "Compare it with the vendor's documentation.";
    super(`${call} is not what the API documents: ${summariseIssues(facts.issues)}. ${advice}`, {
      transient: false,
      ...facts,
      issues: facts.issues.slice(0, maxIssues),
      code: 'validation',
    });
  }
}
