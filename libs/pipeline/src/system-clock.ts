import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './ports/clock.ts';

/**
 * The machine's own clock.
 *
 * @example
 * const now: Date = systemClock.now();
 */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
};
