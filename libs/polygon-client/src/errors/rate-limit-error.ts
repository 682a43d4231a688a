import { type HttpErrorFacts, PolygonHttpError } from './polygon-http-error.ts';

/**
 * Too many calls (429), still so after every attempt that the policy allows.
 *
 * @example
 * if (error instanceof RateLimitError) await clock.sleep(error.retryAfterMs ?? 60_000);
 */
export class RateLimitError extends PolygonHttpError {
  override readonly name = 'RateLimitError';
  declare readonly code: 'rate-limit';
  /** What the server asked to wait; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(facts: HttpErrorFacts & { readonly retryAfterMs: number | null }) {
    const wait = facts.retryAfterMs === null ? 'a minute' : `${Math.ceil(facts.retryAfterMs / 1000)} s`;
    const advice = `Wait ${wait}, and share one limiter among all callers of the key.`;
    super(facts, { code: 'rate-limit', transient: true, advice });
    this.retryAfterMs = facts.retryAfterMs;
  }
}
