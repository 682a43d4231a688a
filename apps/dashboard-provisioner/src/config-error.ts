/**
 * The environment or the settings are invalid. Retrying does not help; the message names variables, never their values.
 *
 * @example
 * if (error instanceof ConfigError) console.error(error.message);
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly transient = false;
}
