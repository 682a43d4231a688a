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
  const message = toComplaint(key);
  if (message !== null) throw new InvalidRequestError('The API key is refused', [{ path: 'apiKey', message }]);
}

function toComplaint(key: unknown): string | null {
  if (typeof key !== 'string' || key === '')
    return 'it is missing: set MASSIVE_API_KEY (or POLYGON_API_KEY) and pass it';
  if (/\s/.test(key)) return 'it contains white space or a line break: copy it again, without quotes and spaces';
  if (/["'`]/.test(key)) return 'it contains quotes: set it without them';
  return /^[\x21-\x7e]+$/.test(key) ? null : 'it contains characters that keys never have';
}
