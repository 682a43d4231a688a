import { resolveApiKey } from '@tickerlake/polygon-client';

/** What the environment says. Read here and nowhere else. */
export interface Environment {
  /** The vendor's API key, from MASSIVE_API_KEY or POLYGON_API_KEY; null when neither is set. */
  readonly apiKey: string | null;
  /** Whether nobody is there to look at progress bars or a browser. */
  readonly isCi: boolean;
}

/**
 * Reads the environment.
 *
 * @throws {PolygonError} when the key holds white space or a line break; the key is not in the text.
 * @example
 * const { apiKey } = readEnvironment(process.env);
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  return { apiKey: resolveApiKey(env), isCi: env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false' };
}
