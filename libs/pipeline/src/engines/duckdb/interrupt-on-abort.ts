/** An interrupt between two statements is lost, so it is repeated until the connection is closed. */
const interruptAgainMs = 50;

/**
 * Interrupts the running statement of a connection, and every later one, once a signal aborts.
 *
 * @returns `end`, to be called before the connection is closed.
 * @example
 * const stopping = interruptOnAbort(connection, signal);
 */
export function interruptOnAbort(connection: { interrupt(): void }, signal: AbortSignal): { end(): void } {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    timer = setInterval(() => connection.interrupt(), interruptAgainMs);
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  return {
    end() {
      signal.removeEventListener('abort', interrupt);
      clearInterval(timer);
    },
  };
}
