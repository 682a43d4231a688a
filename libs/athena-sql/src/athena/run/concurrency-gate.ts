/** Lets at most so many pieces of work run at once; the others wait in order. */
export interface ConcurrencyGate {
  /** Runs the work when there is a place; rejects with the signal's reason when aborted while waiting. */
  use<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/**
 * A gate with `places` places.
 *
 * @example
 * const gate = createConcurrencyGate(20);
 * await gate.use(() => startAndWait());
 */
export function createConcurrencyGate(places: number): ConcurrencyGate {
  let free = places;
  const queue: Array<() => void> = [];
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };
  const enter = (signal?: AbortSignal): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        queue.splice(queue.indexOf(admit), 1);
        reject(signal?.reason);
      };
      const admit = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      queue.push(admit);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  };
  return {
    async use(work, signal) {
      signal?.throwIfAborted();
      await enter(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
