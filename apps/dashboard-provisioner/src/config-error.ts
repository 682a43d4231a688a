/**
 * The environment or the settings do not say what to do. A retry cannot help; the text names variables, never their values.
 *
 * @example
 * if (error instanceof ConfigError) console.error(error.message);
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly transient = false;
}
