/**
 * Waits for Ctrl-C.
 *
 * @example
 * await untilAborted(context.signal);
 */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
