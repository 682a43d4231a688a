import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../calls/clock.ts';

/** A clock that moves only when everything waits for it, and then jumps to the earliest sleeper. */
export interface TestClock extends Clock {
  /** Milliseconds since the clock's start. */
  readonly elapsedMs: number;
  /** Moves time on until the promise is settled. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Calls back at an instant, in ms since the clock's start. */
  at(ms: number, act: () => void): void;
}

interface Sleeper {
  readonly dueMs: number;
  wake(): void;
}

const startMs = Date.UTC(2026, 4, 29, 12);

/**
 * @example
 * const clock = createTestClock();
 * const query = await clock.run(runner.run('select 1'));
 */
export function createTestClock(): TestClock {
  const sleepers = new Set<Sleeper>();
  let nowMs = startMs;
  const clock: TestClock = {
    now: () => new Date(nowMs),
    get elapsedMs() {
      return nowMs - startMs;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const onAbort = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          dueMs: nowMs + ms,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    at(ms, act) {
      void clock.sleep(startMs + ms - nowMs).then(act);
    },
    async run(promise) {
      const state = { isSettled: false };
      // A function, since the compiler believes that only this function changes the state.
      const isSettled = (): boolean => state.isSettled;
      const settled = promise
        .then(
          () => {},
          () => {},
        )
        .finally(() => {
          state.isSettled = true;
        });
      for (let idle = 0; !isSettled();) {
        // Digests are made by other threads: one that is requested later ends later.
        for (let turns = 0; turns < 3; turns += 1) {
          await crypto.subtle.digest('SHA-256', new Uint8Array(1));
          await turn();
        }
        let next: Sleeper | undefined;
        for (const sleeper of sleepers) if (next === undefined || sleeper.dueMs < next.dueMs) next = sleeper;
        idle = next === undefined ? idle + 1 : 0;
        if (idle > 1_000) throw new Error('The promise waits for something that is not the clock.');
        if (isSettled() || next === undefined) continue;
        nowMs = Math.max(nowMs, next.dueMs);
        next.wake();
      }
      await settled;
      return promise;
    },
  };
  return clock;
}
