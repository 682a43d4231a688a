import type { Clock } from '../clock.ts';
import type { RateLimiter } from '../limiter/rate-limiter.ts';
import type { Redactor } from '../secrets/create-redactor.ts';
import type { AttemptFacts } from './attempt-facts.ts';
import type { BaseUrl } from './parse-base-url.ts';
import type { RetryFacts } from './retry/retry-facts.ts';
import type { RetryPolicy } from './retry/retry-policy.ts';

/** The checked options of the request core. */
export interface CoreOptions {
  readonly baseUrl: BaseUrl;
  /** Sends one call. Only this function has the key. */
  readonly send: (url: string, signal: AbortSignal) => Promise<Response>;
  readonly redactor: Redactor;
  readonly limiter: RateLimiter;
  readonly retry: RetryPolicy;
  readonly attemptTimeoutMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onAttempt: ((facts: AttemptFacts) => void) | undefined;
  readonly onRetry: ((facts: RetryFacts) => void) | undefined;
}
