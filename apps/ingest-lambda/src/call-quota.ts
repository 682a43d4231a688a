import type { RateLimiter } from '@tickerlake/polygon-client';

/**
 * This invocation has used all its calls. The caller waits, which costs nothing there, and requests the rest.
 *
 * @example
 * if (error instanceof QuotaSpentError) return rest;
 */
export class QuotaSpentError extends Error {
  override readonly name = 'QuotaSpentError';
  readonly transient = true;

  constructor(maxCalls: number) {
    super(`This invocation has used all of its ${maxCalls} calls.`);
  }
}

/** A limiter that never waits. */
export interface CallQuota extends RateLimiter {
  /** Whether no further call may start. */
  isSpent(): boolean;
}

/**
 * Allows `maxCalls` calls and rejects the next one instead of waiting, because Lambda time is billed. After a 429 it
 * rejects every further call.
 *
 * @throws {QuotaSpentError} from `acquire`, when all calls are used.
 * @example
 * const quota = createCallQuota(5);
 */
export function createCallQuota(maxCalls: number): CallQuota {
  let started = 0;
  let isSilent = false;
  return {
    async acquire(signal) {
      signal?.throwIfAborted();
      if (isSilent || started === maxCalls) throw new QuotaSpentError(maxCalls);
      started += 1;
    },
    penalize() {
      isSilent = true;
    },
    isSpent: () => isSilent || started === maxCalls,
  };
}
