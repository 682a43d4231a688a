/**
 * The token or the data source's secrets could not be read from AWS. The message contains no secret.
 *
 * @example
 * if (error instanceof AccessError && error.transient) await again();
 */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  readonly transient: boolean;

  constructor(message: string, options: ErrorOptions & { readonly transient?: boolean } = {}) {
    super(message, options);
    this.transient = options.transient ?? false;
  }
}
