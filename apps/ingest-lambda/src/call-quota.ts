import type { RateLimiter } from '@tickerlake/polygon-client';

/**
 * The calls of this invocation are spent. Whoever invoked it waits, which costs nothing there, and asks for the rest.
 *
 * @example
 * if (error instanceof QuotaSpentError) return rest;
 */
export class QuotaSpentError extends Error {
  override readonly name = 'QuotaSpentError';
  readonly transient = true;

  constructor(maxCalls: number) {
    super(`The ${maxCalls} calls of this invocation are spent.`);
  }
}

/** A limiter that never waits. */
export interface CallQuota extends RateLimiter {
  /** Whether no further call may start. */
  isSpent(): boolean;
}

/**
 * Lets `maxCalls` calls start and refuses the next instead of waiting for it: a Lambda's time is paid for. After a 429 it
 * refuses every further call.
 *
 * @throws {QuotaSpentError} from `acquire`, when the calls are spent.
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
