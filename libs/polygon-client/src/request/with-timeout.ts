import type { Clock } from '../clock.ts';

/** Limits of a piece of work. */
export interface TimeoutOptions {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** The caller's signal; its reason is thrown unchanged. */
  readonly signal: AbortSignal | undefined;
  /** The error to throw when the work takes too long. */
  readonly toError: () => Error;
}

/**
 * Runs work until it ends, times out or is aborted by the caller, whichever comes first, even if the work ignores its signal.
 * Leaves no timer and no listener behind.
 *
 * @throws the caller's abort reason, the timeout's error, or what the work throws.
 * @example
 * const text = await withTimeout((signal) => load(signal), { clock, timeoutMs: 30_000, signal, toError });
 */
export async function withTimeout<T>(work: (signal: AbortSignal) => Promise<T>, options: TimeoutOptions): Promise<T> {
  const { clock, timeoutMs, signal, toError } = options;
  signal?.throwIfAborted();
  const stop = new AbortController();
  const timer = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
  });
  const onAbort = (): void => stop.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  clock.sleep(timeoutMs, timer.signal).then(
    () => stop.abort(toError()),
    () => undefined,
  );
  try {
    return await Promise.race([stopped, work(stop.signal)]);
  } finally {
    timer.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}
