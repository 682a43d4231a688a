/**
 * A failure of the rig. The message says what failed, on what, and what to do next.
 *
 * @example
 * if (error instanceof RigError && error.transient) await tryAgain();
 */
export class RigError extends Error {
  override readonly name: string = 'RigError';
  /** Whether retrying the same call can succeed. */
  readonly transient: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly transient?: boolean } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.transient = options.transient ?? false;
  }
}

/**
 * A program that the engines need is not installed. A skip on a laptop, a failure in CI.
 *
 * @example
 * if (error instanceof MissingProgramsError) say(`NOT RUN: ${error.message}`);
 */
export class MissingProgramsError extends RigError {
  override readonly name = 'MissingProgramsError';
  /** One sentence each: what is missing, and what to install. */
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(
      `the engine tests need ${missing.length === 1 ? 'a missing program' : `${missing.length} missing programs`}. ${missing.join(' ')}`,
    );
    this.missing = missing;
  }
}
