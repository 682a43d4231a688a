const WINDOW_MS = 60_000;

/**
 * The vendor's limiter: how many calls may start within any 60 seconds.
 */
export interface CallLimiter {
  /** Whether one more call may start now. An allowed call counts against the limit, a refused one does not. */
  tryStart(): boolean;
}

/**
 * Creates a limiter over a rolling window (t - 60 s, t].
 *
 * @param callsPerMinute calls in a window, null for no limit
 * @param clockMs a monotonic clock in ms
 * @example
 * const limiter = createCallLimiter(5, () => performance.now());
 */
export function createCallLimiter(callsPerMinute: number | null, clockMs: () => number): CallLimiter {
  let starts: readonly number[] = [];
  return {
    tryStart() {
      if (callsPerMinute === null) return true;
      const now = clockMs();
      starts = starts.filter((start) => start > now - WINDOW_MS);
      if (starts.length >= callsPerMinute) return false;
      starts = [...starts, now];
      return true;
    },
  };
}
