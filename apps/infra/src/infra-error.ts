/**
 * What stands in the way of a template: a variable, or code that is not bundled. No retry helps.
 *
 * @example
 * throw new InfraError('TICKERLAKE_STAGE is not a name. Set it to a word such as dev.');
 */
export class InfraError extends Error {
  override readonly name = 'InfraError';
  readonly transient = false;
}
