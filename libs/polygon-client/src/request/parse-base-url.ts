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
  const message = toComplaint(url);
  if (url === null || message !== null)
    throw new InvalidRequestError('The base URL is refused', [{ path: 'baseUrl', message: message ?? '' }]);
  return { origin: url.origin, host: url.host, prefix: url.pathname.replace(/\/+$/, '') };
}

function toComplaint(url: URL | null): string | null {
  if (url === null) return 'it must be a full URL such as https://api.massive.com';
  if (url.username !== '' || url.password !== '')
    return 'it must not contain a user or password: the key goes into `apiKey`';
  if (url.search !== '' || url.hash !== '') return 'it must not contain a query or fragment';
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return isSafe
    ? null
    : 'it must begin with https: (plain http would expose the key, and is allowed only for the loopback interface)';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
