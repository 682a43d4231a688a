/**
 * Monotonic time and waiting, passed in so that tests own them.
 *
 * @example
 * const clock: Clock = { nowMs: () => performance.now(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) };
 */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes backwards. */
  nowMs(): number;
  /** Waits at least about `ms`, keeping the process alive; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * The present instant of the calendar, for refusing ranges in the future.
 *
 * @example
 * const wallClock: WallClock = { now: () => new Date() };
 */
export interface WallClock {
  now(): Date;
}
