/**
 * Provisioning stopped. `written` names what was written before, if anything. `transient` is true if the same command may work
 * later.
 *
 * @example
 * if (error instanceof ProvisionError && error.written.length === 0) console.error('Nothing was written.');
 */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError';
  readonly written: readonly string[];
  readonly transient: boolean;

  constructor(
    message: string,
    facts: { readonly written: readonly string[]; readonly transient: boolean },
    options: ErrorOptions = {},
  ) {
    super(message, options);
    this.written = facts.written;
    this.transient = facts.transient;
  }
}
