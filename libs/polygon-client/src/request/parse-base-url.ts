import { InvalidRequestError } from '../errors/invalid-request-error.ts';

/** Where calls go: an origin, and the path prefix of a gateway (usually empty, never with a slash at the end). */
export interface BaseUrl {
  readonly origin: string;
  /** Host, and port unless it is the default: for messages. */
  readonly host: string;
  readonly prefix: string;
}

/** The vendor's current host. */
export const defaultBaseUrl = 'https://api.massive.com';

/**
 * Checks a base URL: https, or http on the loopback interface; no user, query or fragment.
 *
 * @throws {InvalidRequestError}
 * @example
 * parseBaseUrl('http://127.0.0.1:8080'); // { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080', prefix: '' }
 */
export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url !== null && isSafeUrl(url);
  if (isSafe && url.username + url.password + url.search + url.hash === '')
    return { origin: url.origin, host: url.host, prefix: url.pathname.replace(/\/+$/, '') };
  const message = isSafe
    ? 'must have no user, password, query or fragment: the key goes into `apiKey`'
    : 'must be a full URL that begins with https:; plain http would expose the key, except on the loopback interface';
  throw new InvalidRequestError('The base URL is refused', [{ path: 'baseUrl', message }]);
}

/**
 * Whether a key may be sent to an address: over https, or over http on the loopback interface.
 *
 * @example
 * isSafeUrl(new URL('http://example.com')); // false
 */
export const isSafeUrl = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
