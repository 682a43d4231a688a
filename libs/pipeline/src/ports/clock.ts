/** Wall-clock time and waiting, passed in so that tests own them. */
export interface Clock {
  /** The present instant. */
  now(): Date;
  /** Waits; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
