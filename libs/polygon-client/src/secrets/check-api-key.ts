import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/**
 * Refuses an impossible key: empty, or with white space, a line break, quotes or anything but visible ASCII. The error never
 * contains the key.
 *
 * @throws {InvalidRequestError}
 * @example
 * checkApiKey(key);
 */
export function checkApiKey(key: unknown): asserts key is string {
  const complaint =
    typeof key !== 'string' || key === ''
      ? 'is missing: set MASSIVE_API_KEY (or POLYGON_API_KEY) and pass it'
      : /^[!#-&(-_a-~]+$/.test(key)
        ? null
        : 'has white space, quotes or other odd characters: copy it again';
  if (complaint !== null)
    throw new InvalidRequestError('The API key is refused', [{ path: 'apiKey', message: complaint }]);
}
