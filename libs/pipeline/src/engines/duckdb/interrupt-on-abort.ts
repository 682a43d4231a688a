/** An interrupt between two statements is lost, so it is repeated until the connection is closed. */
const interruptAgainMs = 50;

/**
 * Interrupts what a connection runs, and all that it would run later, from the moment when a signal aborts.
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
