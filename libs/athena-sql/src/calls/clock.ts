/**
 * Wall-clock time and waiting, passed in so that tests own them.
 *
 * @example
 * const clock: Clock = { now: () => new Date(), sleep: (ms, signal) => setTimeout(ms, undefined, { signal }) };
 */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** Waits; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
