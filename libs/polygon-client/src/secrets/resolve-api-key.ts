/**
 * The key from the given environment: `MASSIVE_API_KEY`, then `POLYGON_API_KEY`; null when neither is set.
 *
 * @example
 * const apiKey = resolveApiKey(process.env);
 */
export function resolveApiKey(env: Readonly<Record<string, string | undefined>>): string | null {
  return env['MASSIVE_API_KEY'] || env['POLYGON_API_KEY'] || null;
}
