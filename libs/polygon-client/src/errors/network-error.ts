import { PolygonError } from './polygon-error.ts';

/**
 * No complete response arrived: DNS, connection, TLS, a response cut short, or a redirect (refused, so that the key is sent to no
 * other host; not transient).
 *
 * @example
 * if (error instanceof NetworkError) console.error(error.cause);
 */
export class NetworkError extends PolygonError {
  override readonly name = 'NetworkError';
  declare readonly code: 'network';
  /** The host that was called. */
  declare readonly host: string;
  declare readonly path: string;
  declare readonly attempt: number;

  constructor(facts: {
    readonly host: string;
    readonly path: string;
    readonly attempt: number;
    readonly transient: boolean;
    readonly cause: Error;
  }) {
    const advice = facts.transient
      ? 'Check the connection and run again.'
      : 'Check the base URL: redirects are refused.';
    super(
      `${facts.host} cannot be reached: ${rootMessage(facts.cause)} (GET ${facts.path}, attempt ${facts.attempt}). ${advice}`,
      { ...facts, code: 'network' },
    );
  }
}

/** `fetch` reports only "fetch failed"; the reason is the innermost cause. */
function rootMessage(error: Error): string {
  const inner = error.cause instanceof Error ? rootMessage(error.cause) : '';
  return inner === '' ? error.message : inner;
}
