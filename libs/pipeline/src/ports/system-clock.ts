import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/**
 * The machine's own clock.
 *
 * @example
 * const now: Date = systemClock.now();
 */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // Node rejects with an AbortError of its own; callers expect the reason that the signal was given.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
