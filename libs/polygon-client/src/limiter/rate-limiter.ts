/**
 * Lets calls start no faster than the plan allows. One limiter per key: share the object among clients, or implement this
 * interface over a store that several processes share.
 *
 * @example
 * const unlimited: RateLimiter = { acquire: async () => undefined, penalize: () => undefined };
 */
export interface RateLimiter {
  /**
   * Resolves when a call may start, first come first served. Every resolved call counts, even if the request is never sent.
   * Rejects with the signal's reason when aborted; an aborted call does not count.
   */
  acquire(signal?: AbortSignal): Promise<void>;
  /** Blocks all callers for the next `ms`. A longer penalty from earlier stays in force. */
  penalize(ms: number): void | Promise<void>;
  /** How long to wait after a 429 that names no time: the window of the limit, in ms. Default 1,000. */
  readonly windowMs?: number;
}
