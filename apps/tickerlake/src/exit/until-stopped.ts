import { QualityGateError } from '@tickerlake/data-quality';
import type { ExitCode } from './exit-code.ts';
import { StoppedError } from './stopped-error.ts';

/** How long a stopped command may take to close its engine and release its lock. */
const graceMs = 800;

/**
 * Does a command's work until it ends or is stopped. Stopped work gets 0.8 s to close what it holds open; after that the caller ends the
 * process, which is safe at any moment.
 *
 * @param canResume whether the same command continues where this one stopped.
 * @throws {StoppedError} for any failure after the signal was aborted, except a failed quality gate, which is thrown as it is.
 * @throws the work's own errors before that.
 * @example
 * const code = await untilStopped(() => run(options, context), context.signal, true);
 */
export async function untilStopped(
  work: () => Promise<ExitCode>,
  signal: AbortSignal,
  canResume: boolean,
): Promise<ExitCode> {
  const late = new AbortController();
  try {
    signal.throwIfAborted();
    const code = await Promise.race([work(), rejectAfterGrace(signal, late.signal)]);
    // A doctor that was stopped has found nothing wrong.
    if (code === 1 || code === 2) signal.throwIfAborted();
    return code;
  } catch (error) {
    if (!signal.aborted || error instanceof QualityGateError) throw error;
    throw new StoppedError({ canResume, cause: error });
  } finally {
    late.abort();
  }
}

/** Never resolves. Holds no timer once `ended` is aborted. */
function rejectAfterGrace(signal: AbortSignal, ended: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        const timer = setTimeout(() => reject(signal.reason), graceMs);
        ended.addEventListener('abort', () => clearTimeout(timer), { once: true });
      },
      { once: true, signal: ended },
    );
  });
}
