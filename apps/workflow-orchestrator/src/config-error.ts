/**
 * The environment of this Lambda is not what it needs. No retry can help: deploy it anew.
 *
 * @example
 * if (error instanceof ConfigError) console.error(error.message);
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly transient = false;

  constructor(lambda: string, problems: string) {
    super(`The environment of ${lambda} is malformed:\n${problems}\nMend the function's environment variables.`);
  }
}
