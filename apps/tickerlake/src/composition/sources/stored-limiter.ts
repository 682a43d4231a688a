import { readFile } from 'node:fs/promises';
import type { Clock } from '@tickerlake/pipeline';
import { writeFileAtomic } from '@tickerlake/pipeline/local';
import type { RateLimiter } from '@tickerlake/polygon-client';
import * as z from 'zod';

/** The quota of one key. */
export interface StoredLimiterOptions {
  /** The file that holds the times of the newest calls, as JSON. A missing file counts as none. */
  readonly path: string;
  readonly maxStarts: number;
  readonly windowMs: number;
  readonly clock: Clock;
  /** Called before each wait, with its length in ms and whether it is due to a damaged file. */
  readonly onWait?: (waitMs: number, isDamaged: boolean) => void;
}

/**
 * A strict limiter whose starts outlive the process: a command that is typed again within the minute waits for the calls of the one
 * before it. Like the client's own, it lets at most `maxStarts` calls start in any window; the holder of the store's lock is its one
 * user. A time in the future, after the clock was set back, counts as now. A damaged file counts as a full window, and is written again.
 *
 * @example
 * const limiter = createStoredLimiter({ path: '.tickerlake/polygon/calls.json', maxStarts: 5, windowMs: 61_000, clock: systemClock });
 */
export function createStoredLimiter({ path, maxStarts, windowMs, clock, onWait }: StoredLimiterOptions): RateLimiter {
  let silentUntilMs = -Infinity;
  let last: Promise<unknown> = Promise.resolve();

  const start = async (signal?: AbortSignal): Promise<void> => {
    const askedMs = clock.now().getTime();
    const stored = await readStarts(path);
    const starts = (stored ?? Array.from({ length: maxStarts }, () => askedMs))
      .map((startMs) => Math.min(startMs, askedMs))
      .slice(-maxStarts);
    const windowFreeMs = starts.length < maxStarts ? -Infinity : (starts[0] ?? -Infinity) + windowMs;
    const dueMs = (): number => Math.max(windowFreeMs, silentUntilMs) - clock.now().getTime();
    for (let waitMs = dueMs(); waitMs > 0; waitMs = dueMs()) {
      onWait?.(waitMs, stored === null);
      await clock.sleep(waitMs, signal);
    }
    signal?.throwIfAborted();
    await writeFileAtomic(path, JSON.stringify([...starts, clock.now().getTime()].slice(-maxStarts)));
  };
  return {
    windowMs,
    acquire(signal) {
      const mine = last.then(() => start(signal));
      last = mine.catch(() => undefined);
      return mine;
    },
    penalize(ms) {
      if (Number.isFinite(ms)) silentUntilMs = Math.max(silentUntilMs, clock.now().getTime() + ms);
    },
  };
}

/** Null of a file that exists and does not hold times. */
async function readStarts(path: string): Promise<number[] | null> {
  try {
    return z.array(z.number()).parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : null;
  }
}
