import { checkGiven } from '../../schema/check-given.ts';
import { lazySchema } from '../../schema/lazy-schema.ts';
import { countSchema, objectOf, wholeSchema } from '../../schema/schemas.ts';

/** How often and how long to retry. */
export interface RetryPolicy {
  /** Total calls, including the first. Default 4. */
  readonly attempts: number;
  /** Upper bound of the first wait in ms, doubled each time. Default 500. */
  readonly baseMs: number;
  /** Upper bound of any wait in ms. Default 30,000: shorter waits could not outlast the vendor's one-minute window. */
  readonly capMs: number;
  /** A longer `Retry-After`, in ms, is thrown instead of waited for. Default 120,000. */
  readonly maxRetryAfterMs: number;
}

const defaults: RetryPolicy = { attempts: 4, baseMs: 500, capMs: 30_000, maxRetryAfterMs: 120_000 };

const policySchema = lazySchema(() =>
  objectOf({ attempts: wholeSchema(1), baseMs: countSchema(), capMs: countSchema(), maxRetryAfterMs: countSchema() }),
);

/**
 * The policy with its defaults filled in.
 *
 * @throws {InvalidRequestError} when a number is negative or not finite, or `attempts` is not an integer of at least 1.
 * @example
 * toRetryPolicy({ attempts: 1 }); // never retry
 */
export function toRetryPolicy(given: Partial<RetryPolicy> = {}): RetryPolicy {
  const policy = { ...defaults, ...given };
  checkGiven('The retry policy is refused', policySchema(), policy, ['retry']);
  return policy;
}

/**
 * The wait after a failed attempt (from 1), with full jitter: anywhere between 0 and the upper bound, so that clients
 * that failed at the same time do not retry at the same time.
 *
 * @example
 * toBackoffMs(2, policy, () => 0.5); // 500
 */
export function toBackoffMs(attempt: number, policy: RetryPolicy, random: () => number): number {
  return random() * Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
}
