import type { Clock } from '@tickerlake/pipeline';

/**
 * A wall clock whose waits are over at once, with time moved on by as much.
 *
 * @example
 * const clock = createJumpingClock('2026-05-30T12:00:00Z');
 */
export function createJumpingClock(start: string): Clock {
  let nowMs = Date.parse(start);
  return {
    now: () => new Date(nowMs),
    sleep: (ms, signal) => {
      signal?.throwIfAborted();
      nowMs += Math.max(0, ms);
      return Promise.resolve();
    },
  };
}
