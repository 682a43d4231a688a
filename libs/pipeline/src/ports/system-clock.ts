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
      // Node rejects with its own AbortError; callers expect the signal's reason.
      signal?.throwIfAborted();
      throw error;
    }
  },
};
