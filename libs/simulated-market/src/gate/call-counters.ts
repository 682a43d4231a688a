const WINDOW_MS = 60_000;

/**
 * Counts of the requests a market has received.
 */
export interface CallCounters {
  /** All requests, whatever their outcome. */
  readonly total: number;
  /** Requests refused with 429. */
  readonly rejected429: number;
  /** The most requests, of any outcome, that arrived within any 60 seconds (limiter's clock). */
  readonly maxStartsIn60s: number;
}

/** Counters that can be incremented. */
export interface CallRecorder {
  readonly counters: CallCounters;
  recordArrival(): void;
  recordRejection(): void;
}

/**
 * Creates counters at zero.
 *
 * @param clockMs a monotonic clock in ms
 * @example
 * const recorder = createCallRecorder(() => performance.now());
 */
export function createCallRecorder(clockMs: () => number): CallRecorder {
  let total = 0;
  let rejected429 = 0;
  let maxStartsIn60s = 0;
  // A queue: arrivals of the last minute are arrivals[first] and later.
  let arrivals: number[] = [];
  let first = 0;
  return {
    counters: {
      get total() {
        return total;
      },
      get rejected429() {
        return rejected429;
      },
      get maxStartsIn60s() {
        return maxStartsIn60s;
      },
    },
    recordArrival() {
      total++;
      const now = clockMs();
      arrivals.push(now);
      while ((arrivals[first] ?? now) <= now - WINDOW_MS) first++;
      maxStartsIn60s = Math.max(maxStartsIn60s, arrivals.length - first);
      if (first > arrivals.length / 2) {
        arrivals = arrivals.slice(first);
        first = 0;
      }
    },
    recordRejection() {
      rejected429++;
    },
  };
}
