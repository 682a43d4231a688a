/**
 * A failed smoke run. `transient` when a run failed on AWS, which may succeed next time; a wrong result will not.
 *
 * @example
 * throw new SmokeError('The run FAILED. Its log says why.', { stage: 'smokek3x9q2', transient: true });
 */
export class SmokeError extends Error {
  override readonly name = 'SmokeError';
  readonly stage: string;
  readonly transient: boolean;

  constructor(
    message: string,
    facts: { readonly stage: string; readonly transient?: boolean; readonly cause?: unknown },
  ) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.stage = facts.stage;
    this.transient = facts.transient ?? false;
  }
}

/**
 * The message of an error.
 *
 * @example
 * toReason(new Error('no')); // 'no'
 */
export const toReason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
