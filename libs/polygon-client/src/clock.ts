/**
 * Monotonic time and waiting, passed in so that tests control them.
 *
 * @example
 * const clock: Clock = { nowMs: () => performance.now(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) };
 */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes backwards. */
  nowMs(): number;
  /** Waits about `ms` or longer and keeps the process alive; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * The current date and time, used to refuse ranges in the future.
 *
 * @example
 * const wallClock: WallClock = { now: () => new Date() };
 */
export interface WallClock {
  now(): Date;
}
