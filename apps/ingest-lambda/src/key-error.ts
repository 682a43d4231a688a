/**
 * The vendor's API key cannot be had. The text names its place and never the key.
 *
 * @example
 * if (error instanceof KeyError) console.error(error.message);
 */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  /** Whether AWS may give it later: it was down or throttled. */
  readonly transient: boolean;

  constructor(message: string, facts: { readonly cause?: unknown; readonly transient?: boolean } = {}) {
    super(message, { cause: facts.cause });
    this.transient = facts.transient ?? false;
  }
}
