/**
 * The vendor's API key cannot be read. The message names where it is stored, never the key.
 *
 * @example
 * if (error instanceof KeyError) console.error(error.message);
 */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  /** Whether a retry may help: AWS was down or throttled the call. */
  readonly transient: boolean;

  constructor(message: string, facts: { readonly cause?: unknown; readonly transient?: boolean } = {}) {
    super(message, { cause: facts.cause });
    this.transient = facts.transient ?? false;
  }
}
