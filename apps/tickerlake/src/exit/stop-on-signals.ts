import { StoppedError } from './stopped-error.ts';

const stopSignals = ['SIGINT', 'SIGTERM'] as const;

/** `npm run` passes on the Ctrl-C that the terminal has sent already: what arrives within this time is the same key press. */
const sameKeyPressMs = 250;

/**
 * Aborts on the first Ctrl-C or SIGTERM. A quarter of a second later the signals get back their default meaning, so that a second
 * Ctrl-C ends the process immediately, even when it is busy.
 *
 * @returns the signal, and `release`, which stops listening.
 * @example
 * const { signal, release } = stopOnSignals(process);
 */
export function stopOnSignals(process: NodeJS.Process): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const release = (): void => stopSignals.forEach((name) => process.off(name, stop));
  const stop = (): void => {
    if (controller.signal.aborted) return;
    controller.abort(new StoppedError({ canResume: false }));
    setTimeout(release, sameKeyPressMs).unref();
  };
  for (const name of stopSignals) process.on(name, stop);
  return { signal: controller.signal, release };
}
