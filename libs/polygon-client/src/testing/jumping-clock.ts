import type { Clock } from '../clock.ts';

/** A clock that skips waits and records them. */
export interface JumpingClock extends Clock {
  /** Every wait, in ms. */
  readonly waits: readonly number[];
}

const neverMs = 3_600_000;

/**
 * A clock for tests with a real server: waits end at once, and time advances by their length. Waits of an hour and more never
 * end: use such a value as attempt timeout, so that it never fires.
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
