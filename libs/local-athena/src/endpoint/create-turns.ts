/**
 * Limits how much work runs at once; the rest waits in order, or until its signal aborts.
 *
 * @throws the signal's reason when it aborts while waiting.
 * @example
 * const inTurn = createTurns(4);
 * await inTurn(() => runQuery(), signal);
 */
export function createTurns(places: number): <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T> {
  let free = places;
  const waiting: (() => void)[] = [];
  const wait = (signal: AbortSignal | undefined): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      const enter = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });
  return async (work, signal) => {
    signal?.throwIfAborted();
    if (free > 0) free -= 1;
    else await wait(signal);
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
