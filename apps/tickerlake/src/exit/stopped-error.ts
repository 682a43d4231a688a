/**
 * The user stopped a command with Ctrl-C (SIGINT) or SIGTERM: exit code 130. Nothing is broken.
 *
 * @example
 * abort.abort(new StoppedError({ canResume: false }));
 */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';

  constructor(options: { readonly canResume: boolean; readonly cause?: unknown }) {
    super(options.canResume ? 'stopped; run the same command to resume' : 'stopped', { cause: options.cause });
  }
}

/**
 * The stop in an error or its causes; undefined when something else failed.
 *
 * @example
 * findStop(new Error('ingest failed', { cause: new StoppedError({ canResume: false }) }))?.message; // 'stopped'
 */
export function findStop(error: unknown): StoppedError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof StoppedError) return cause;
  return undefined;
}
