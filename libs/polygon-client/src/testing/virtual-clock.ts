import type { Clock } from '../clock.ts';

/** A clock that moves only when a test advances it. */
export interface VirtualClock extends Clock {
  /** Moves time forward, waking each sleeper at its due time and letting it act before the next one. */
  advance(ms: number): Promise<void>;
  /** Number of sleepers. */
  readonly sleeping: number;
}

interface Sleeper {
  readonly dueMs: number;
  wake(): void;
}

/**
 * A virtual clock, starting at 1,000,000 ms.
 *
 * @example
 * const clock = createVirtualClock();
 * await clock.advance(61_000);
 */
export function createVirtualClock(): VirtualClock {
  const sleepers = new Set<Sleeper>();
  let nowMs = 1_000_000;
  return {
    nowMs: () => nowMs,
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
        const sleeper: Sleeper = {
          dueMs: nowMs + Math.max(0, ms),
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    async advance(ms) {
      const endMs = nowMs + ms;
      await settle();
      for (let next = earliest(sleepers, endMs); next !== undefined; next = earliest(sleepers, endMs)) {
        nowMs = next.dueMs;
        next.wake();
        await settle();
      }
      nowMs = endMs;
    },
    get sleeping() {
      return sleepers.size;
    },
  };
}

/** Enough turns for every pending promise to run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function earliest(sleepers: ReadonlySet<Sleeper>, endMs: number): Sleeper | undefined {
  return [...sleepers].filter((sleeper) => sleeper.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
}
