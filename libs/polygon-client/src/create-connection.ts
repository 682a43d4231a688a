import type { Clock, WallClock } from './clock.ts';
import { paidPlanLimiter } from './limiter/plan-limiters.ts';
import type { RateLimiter } from './limiter/rate-limiter.ts';
import type { AttemptFacts } from './request/attempt-facts.ts';
import { createRequestCore, type RequestCore } from './request/create-request-core.ts';
import { defaultBaseUrl, parseBaseUrl } from './request/parse-base-url.ts';
import type { RetryFacts } from './request/retry/retry-facts.ts';
import { type RetryPolicy, toRetryPolicy } from './request/retry/retry-policy.ts';
import { checkGiven } from './schema/check-given.ts';
import { positiveSchema } from './schema/schemas.ts';
import { checkApiKey } from './secrets/check-api-key.ts';
import { createRedactor } from './secrets/create-redactor.ts';
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';

/** Options of a client; only the key has no default. */
export interface PolygonClientOptions {
  /** Sent as `Authorization: Bearer`, and nowhere else. */
  readonly apiKey: string;
  /** Default `https://api.massive.com`. Plain http only for the loopback interface. */
  readonly baseUrl?: string;
  /** Default: the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default `paidPlanLimiter()`. With a free key pass `freePlanLimiter()`; one limiter per key. */
  readonly limiter?: RateLimiter;
  readonly retry?: Partial<RetryPolicy>;
  /** Limit of one attempt in ms, from its start to the end of the body, without the wait for the limiter. Default 30,000. */
  readonly attemptTimeoutMs?: number;
  /** Monotonic time and waiting. Default: the machine's. */
  readonly clock?: Clock;
  /** When given, a `to` in the future is refused before anything is sent. */
  readonly wallClock?: WallClock;
  /** Numbers in `[0, 1)`, for the jitter of retries. */
  readonly random?: () => number;
  /** Called after every attempt, with facts that contain no secret. If it throws, the call ends with that error. */
  readonly onAttempt?: (facts: AttemptFacts) => void;
  /** Called before the wait for each retry. If it throws, the call ends with that error. */
  readonly onRetry?: (facts: RetryFacts) => void;
}

/** What every call goes through: key, limiter, retries, timeouts, redaction. Its only state is the limiter; the key cannot be read from it. */
export interface Connection extends RequestCore {
  /** For requests whose `to` is in the future; undefined when they are sent. */
  readonly wallClock: WallClock | undefined;
}

/**
 * A connection to the API, for the functions of single endpoints. A bundler leaves out the endpoints that are not imported; the client object
 * has them all.
 *
 * @throws {InvalidRequestError} when an option is refused; the text never repeats the key.
 * @example
 * const connection = createConnection({ apiKey, limiter: freePlanLimiter() });
 * for await (const page of aggregatePages(connection, request)) console.log(page.bars.length);
 */
export function createConnection(options: PolygonClientOptions): Connection {
  const { apiKey, wallClock, clock = systemClock, attemptTimeoutMs = 30_000, fetch: send = globalThis.fetch } = options;
  checkApiKey(apiKey);
  checkGiven('The client is refused', positiveSchema(), attemptTimeoutMs, ['attemptTimeoutMs']);
  const core = createRequestCore({
    baseUrl: parseBaseUrl(options.baseUrl ?? defaultBaseUrl),
    send: (url, signal) =>
      send(url, {
        headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
        redirect: 'error',
        signal,
      }),
    redactor: createRedactor(apiKey),
    limiter: options.limiter ?? paidPlanLimiter(clock),
    retry: toRetryPolicy(options.retry),
    attemptTimeoutMs,
    clock,
    random: options.random ?? systemRandom,
    onAttempt: options.onAttempt,
    onRetry: options.onRetry,
  });
  return { ...core, wallClock };
}
