import type { Clock } from '../clock.ts';

/** A clock that jumps over waits, and remembers them. */
export interface JumpingClock extends Clock {
  /** Every wait, in ms. */
  readonly waits: readonly number[];
}

const neverMs = 3_600_000;

/**
 * A clock for tests with a real server: waits are over at once, with time moved on by as much. Waits of an hour and more
 * never end: give attempts such a timeout, for their timers are no waits.
 *
 * @example
 * const clock = createJumpingClock();
 * const client = createPolygonClient({ apiKey, clock, attemptTimeoutMs: 3_600_000 });
 */
export function createJumpingClock(): JumpingClock {
  const waits: number[] = [];
  let nowMs = 0;
  return {
    waits,
    nowMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        if (ms >= neverMs) return;
        waits.push(ms);
        nowMs += ms;
        resolve();
      }),
  };
}
