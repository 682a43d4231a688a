/**
 * The template cannot be synthesized: a variable is malformed, or code is not bundled. Retrying does not help.
 *
 * @example
 * throw new InfraError('TICKERLAKE_STAGE is not a valid name. Set it to a word such as dev.');
 */
export class InfraError extends Error {
  override readonly name = 'InfraError';
  readonly transient = false;
}
