/**
 * What a smoke run found wrong. A run that failed on AWS may succeed the next time; a wrong answer will not.
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
 * What went wrong, in words.
 *
 * @example
 * toReason(new Error('no')); // 'no'
 */
export const toReason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
