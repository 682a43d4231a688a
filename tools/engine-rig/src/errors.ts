/**
 * What the rig could not do: the text says what failed, on what, and what to do next.
 *
 * @example
 * if (error instanceof RigError && error.transient) await tryAgain();
 */
export class RigError extends Error {
  override readonly name: string = 'RigError';
  /** Whether the same call can succeed later without anyone changing anything. */
  readonly transient: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly transient?: boolean } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.transient = options.transient ?? false;
  }
}

/**
 * The machine lacks a program that the engines need. Not a failure on a laptop, a failure under CI.
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
      `the engine tests lack ${missing.length === 1 ? 'a program' : `${missing.length} programs`}. ${missing.join(' ')}`,
    );
    this.missing = missing;
  }
}
