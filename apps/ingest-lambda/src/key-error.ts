/**
 * The vendor's API key cannot be had. The text names its place and never the key.
 *
 * @example
 * if (error instanceof KeyError) console.error(error.message);
 */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly transient = false;

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
  }
}
