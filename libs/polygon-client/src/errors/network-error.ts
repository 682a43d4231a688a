import { PolygonError } from './polygon-error.ts';

/**
 * No complete answer arrived: DNS, connection, TLS, an answer cut short, or a redirect (which is refused, so that the key
 * goes nowhere else; not transient).
 *
 * @example
 * if (error instanceof NetworkError) console.error(error.cause);
 */
export class NetworkError extends PolygonError {
  override readonly name = 'NetworkError';
  declare readonly code: 'network';
  readonly path: string;
  readonly attempt: number;

  constructor(facts: { readonly path: string; readonly attempt: number; readonly transient: boolean; readonly cause: Error }) {
    const advice = facts.transient ? 'Check the connection and run again.' : 'Check the base URL: redirects are refused.';
    super(`GET ${facts.path}: ${facts.cause.message} (attempt ${facts.attempt}). ${advice}`, { ...facts, code: 'network' });
    this.path = facts.path;
    this.attempt = facts.attempt;
  }
}
