import { type HttpErrorFacts, PolygonHttpError } from './polygon-http-error.ts';

/**
 * Too many calls (429), even after all attempts that the policy allows.
 *
 * @example
 * if (error instanceof RateLimitError) await clock.sleep(error.retryAfterMs ?? 60_000);
 */
export class RateLimitError extends PolygonHttpError {
  override readonly name = 'RateLimitError';
  declare readonly code: 'rate-limit';
  /** The wait that the server requested; null when it did not. */
  readonly retryAfterMs: number | null;

  /** The window of the limit according to the server's text ("per minute"), in ms; null when it names none. */
  readonly windowMs: number | null;

  constructor(facts: HttpErrorFacts & { readonly retryAfterMs: number | null }) {
    const wait = facts.retryAfterMs === null ? 'a minute' : `${Math.ceil(facts.retryAfterMs / 1000)} s`;
    const advice = `Wait ${wait}, and share one limiter among all callers: with a free key, \`freePlanLimiter()\`.`;
    super(facts, { code: 'rate-limit', transient: true, advice });
    this.retryAfterMs = facts.retryAfterMs;
    this.windowMs = windowOf(facts.text);
  }
}

/** A second longer than the window itself: the server counts arrivals, and clocks differ. */
function windowOf(text: string | null): number | null {
  const [, unit] = /per (second|minute)/i.exec(text ?? '') ?? [];
  if (unit === undefined) return null;
  return unit.toLowerCase() === 'minute' ? 61_000 : 2_000;
}
