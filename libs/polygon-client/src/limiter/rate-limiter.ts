/**
 * Lets calls start no faster than the plan allows. One limiter per key: share the object among clients, or implement this
 * interface over a store that several processes share.
 *
 * @example
 * const unlimited: RateLimiter = { acquire: async () => undefined, penalize: () => undefined };
 */
export interface RateLimiter {
  /**
   * Resolves when a call may start, first come first served. Every resolved call counts, whatever becomes of the request.
   * Rejects with the signal's reason when it is aborted; such a waiter is not counted.
   */
  acquire(signal?: AbortSignal): Promise<void>;
  /** No call starts within the next `ms`, for any caller. An earlier, longer penalty stays. */
  penalize(ms: number): void | Promise<void>;
  /** How long to stay silent after a 429 that does not say: the window of the limit, in ms. Default 1,000. */
  readonly windowMs?: number;
}
