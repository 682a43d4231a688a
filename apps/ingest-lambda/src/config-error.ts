/**
 * The environment of this Lambda is invalid. Retrying does not help: fix the variables and deploy again.
 *
 * @example
 * if (error instanceof ConfigError) console.error(error.message);
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly transient = false;

  constructor(problems: string) {
    super(`The environment of ingest-lambda is invalid:\n${problems}\nFix the function's environment variables.`);
  }
}
