import { readFile } from 'node:fs/promises';
import type { Clock } from '@tickerlake/pipeline';
import { writeFileAtomic } from '@tickerlake/pipeline/local';
import type { RateLimiter } from '@tickerlake/polygon-client';

/** The quota of one key. */
export interface StoredLimiterOptions {
  /** The file that holds the times of the newest calls, as JSON. A missing or damaged file counts as none. */
  readonly path: string;
  readonly maxStarts: number;
  readonly windowMs: number;
  readonly clock: Clock;
  /** Called before each wait, with its length in ms. */
  readonly onWait?: (waitMs: number) => void;
}

/**
 * A strict limiter whose starts outlive the process: a command that is typed again within the minute waits for the calls of the one
 * before it. Like the client's own, it lets at most `maxStarts` calls start in any window; the holder of the store's lock is its one
 * user. A time in the future, after the clock was set back, counts as now.
 *
 * @example
 * const limiter = createStoredLimiter({ path: '.tickerlake/polygon/calls.json', maxStarts: 5, windowMs: 61_000, clock: systemClock });
 */
export function createStoredLimiter({ path, maxStarts, windowMs, clock, onWait }: StoredLimiterOptions): RateLimiter {
  let silentUntilMs = -Infinity;
  let last: Promise<unknown> = Promise.resolve();

  const start = async (signal?: AbortSignal): Promise<void> => {
    const askedMs = clock.now().getTime();
    const starts = (await readStarts(path)).map((startMs) => Math.min(startMs, askedMs)).slice(-maxStarts);
    const windowFreeMs = starts.length < maxStarts ? -Infinity : (starts[0] ?? -Infinity) + windowMs;
    const dueMs = (): number => Math.max(windowFreeMs, silentUntilMs) - clock.now().getTime();
    for (let waitMs = dueMs(); waitMs > 0; waitMs = dueMs()) {
      onWait?.(waitMs);
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

/** A file that is missing or was not written by this limiter holds no starts: at worst the vendor answers 429 once. */
async function readStarts(path: string): Promise<number[]> {
  try {
    const starts: unknown = JSON.parse(await readFile(path, 'utf8'));
    return Array.isArray(starts) ? starts.filter((start) => typeof start === 'number') : [];
  } catch {
    return [];
  }
}
