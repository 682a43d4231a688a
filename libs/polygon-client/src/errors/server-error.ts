import { type HttpErrorFacts, PolygonHttpError } from './polygon-http-error.ts';

const transientStatuses: readonly number[] = [408, 425, 500, 502, 503, 504];

/** Whether a status other than 429 is transient. */
export function isTransientStatus(status: number): boolean {
  return transientStatuses.includes(status);
}

/**
 * The vendor, or a proxy in front of it, failed (5xx, 408, 425).
 *
 * @example
 * if (error instanceof ServerError && error.transient) runAgainLater();
 */
export class ServerError extends PolygonHttpError {
  override readonly name = 'ServerError';
  declare readonly code: 'server';
  /** The wait that the server requested; null when it did not. */
  readonly retryAfterMs: number | null;

  constructor(facts: HttpErrorFacts & { readonly retryAfterMs: number | null }) {
    const transient = isTransientStatus(facts.status);
    const advice = transient ? 'Run again later.' : 'A retry does not help.';
    super(facts, { code: 'server', transient, advice });
    this.retryAfterMs = facts.retryAfterMs;
  }
}
