import type { Clock } from '../clock.ts';
import { checkGiven } from '../schema/check-given.ts';
import { lazySchema } from '../schema/lazy-schema.ts';
import { countSchema, maybe, objectOf, positiveSchema, wholeSchema } from '../schema/schemas.ts';
import { systemClock } from '../system-clock.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Limits of one key. */
export interface RateLimiterOptions {
  /** Calls that may start in any window. An integer of at least 1. */
  readonly maxStarts: number;
  /** Length of the window in ms, above 0. */
  readonly windowMs: number;
  /** Minimum time between two starts in ms; default 0. */
  readonly minSpacingMs?: number;
  readonly clock?: Clock;
}

const optionsSchema = lazySchema(() =>
  objectOf({ maxStarts: wholeSchema(1), windowMs: positiveSchema(), minSpacingMs: maybe(countSchema()) }),
);

interface Waiter {
  start(): void;
}

/**
 * A strict sliding-window limiter: in any window of `windowMs`, wherever it begins, at most `maxStarts` calls start. Unlike a token
 * bucket it allows no bursts beyond that. First come, first served.
 *
 * @throws {InvalidRequestError} when an option is out of bounds.
 * @example
 * const limiter = createRateLimiter({ maxStarts: 5, windowMs: 61_000, minSpacingMs: 12_250 });
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { maxStarts, windowMs, minSpacingMs = 0, clock = systemClock } = options;
  checkGiven('The limiter is refused', optionsSchema(), options);
  const starts: number[] = [];
  const queue: Waiter[] = [];
  let penaltyEndsMs = -Infinity;
  let wake: AbortController | null = null;

  const nextStartMs = (): number => {
    const windowFree = starts.length < maxStarts ? -Infinity : (starts[0] ?? -Infinity) + windowMs;
    return Math.max(windowFree, (starts.at(-1) ?? -Infinity) + minSpacingMs, penaltyEndsMs);
  };
  const startDue = (): void => {
    while (queue.length > 0 && nextStartMs() <= clock.nowMs()) {
      starts.push(clock.nowMs());
      if (starts.length > maxStarts) starts.shift();
      queue.shift()?.start();
    }
  };
  const pump = async (): Promise<void> => {
    if (wake !== null) return;
    startDue();
    while (queue.length > 0) {
      wake = new AbortController();
      await clock.sleep(nextStartMs() - clock.nowMs(), wake.signal).catch(() => undefined);
      startDue();
    }
    wake = null;
  };

  return {
    windowMs,
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const leave = (): void => {
          queue.splice(queue.indexOf(waiter), 1);
          if (queue.length === 0) wake?.abort();
          reject(signal?.reason);
        };
        const waiter: Waiter = {
          start() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        queue.push(waiter);
        void pump();
      }),
    penalize(ms) {
      if (Number.isFinite(ms)) penaltyEndsMs = Math.max(penaltyEndsMs, clock.nowMs() + ms);
    },
  };
}
