import type { Clock, WallClock } from '../clock.ts';
import { InvalidRequestError } from '../errors/invalid-request-error.ts';
import { checkGiven } from '../schema/check-given.ts';
import { checkValue } from '../schema/check-value.ts';
import { lazySchema } from '../schema/lazy-schema.ts';
import { numberSchema, objectOf, positiveSchema, valueOf, wholeSchema } from '../schema/schemas.ts';
import { systemClock } from '../system-clock.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** A text that several processes share, in a file behind a lock or in a database. */
export interface LimitStore {
  /** Replaces the text, empty at first, by what `change` makes of it, while no other process reads or writes it. */
  update(change: (text: string) => string): Promise<void>;
}

/** Limits of one key that several processes use. */
export interface SharedLimiterOptions {
  /** Calls that may start in any window, in all processes together. An integer of at least 1. */
  readonly maxStarts: number;
  /** Length of the window in ms, above 0. */
  readonly windowMs: number;
  readonly store: LimitStore;
  /** The time that all processes agree on: on several machines, add their difference to `windowMs`. */
  readonly wallClock: WallClock;
  readonly clock?: Clock;
}

const optionsSchema = lazySchema(() => objectOf({ maxStarts: wholeSchema(1), windowMs: positiveSchema() }));
const stateSchema = lazySchema(() =>
  objectOf({
    startsMs: valueOf<readonly number[]>(
      (value) => Array.isArray(value) && value.every(Number.isFinite),
      'must be a list of numbers',
    ),
    blockedUntilMs: numberSchema(),
  }),
);

/**
 * The strict sliding window of `createRateLimiter` for processes that share a key: the starts of calls are in a store. A 429 of one process blocks
 * all. Callers of one process start in the order in which they came; between processes there is no order.
 *
 * @throws {InvalidRequestError} when an option is out of bounds; while waiting, when the store holds something else.
 * @throws what the store throws.
 * @example
 * const limiter = createSharedLimiter({ maxStarts: 5, windowMs: 61_000, store, wallClock: { now: () => new Date() } });
 */
export function createSharedLimiter(options: SharedLimiterOptions): RateLimiter {
  const { maxStarts, windowMs, store, wallClock, clock = systemClock } = options;
  checkGiven('The limiter is refused', optionsSchema(), options);
  const nowMs = (): number => wallClock.now().getTime();
  let turn: Promise<unknown> = Promise.resolve();

  /** Records a start if there may be one now; otherwise how long to wait for it, in ms. */
  const tryStart = async (): Promise<number> => {
    let waitMs = 0;
    await store.update((text) => {
      const { startsMs, blockedUntilMs } = parseState(text);
      const now = nowMs();
      const oldest = startsMs.length < maxStarts ? undefined : startsMs.at(-maxStarts);
      waitMs = Math.max((oldest ?? -Infinity) + windowMs, blockedUntilMs) - now;
      if (waitMs > 0) return text;
      return JSON.stringify({ startsMs: [...startsMs, now].slice(-maxStarts), blockedUntilMs });
    });
    return waitMs;
  };
  const start = async (signal: AbortSignal | undefined): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      const waitMs = await tryStart();
      if (waitMs <= 0) return;
      await clock.sleep(waitMs, signal);
    }
  };

  return {
    windowMs,
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(signal.reason);
          return;
        }
        const leave = (): void => reject(signal?.reason);
        signal?.addEventListener('abort', leave, { once: true });
        turn = turn
          .then(() => start(signal))
          .then(resolve, reject)
          .finally(() => signal?.removeEventListener('abort', leave));
      }),
    async penalize(ms) {
      if (!Number.isFinite(ms)) return;
      await store.update((text) => {
        const { startsMs, blockedUntilMs } = parseState(text);
        return JSON.stringify({ startsMs, blockedUntilMs: Math.max(blockedUntilMs, nowMs() + ms) });
      });
    },
  };
}

function parseState(text: string): { readonly startsMs: readonly number[]; readonly blockedUntilMs: number } {
  if (text === '') return { startsMs: [], blockedUntilMs: 0 };
  const { data } = checkValue(stateSchema(), parseJson(text));
  if (data !== undefined) return data;
  throw new InvalidRequestError('The shared limiter is refused', [
    { path: 'store', message: 'holds something else than starts of calls: give it a text of its own, or empty it' },
  ]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
