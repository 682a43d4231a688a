import { REFUSALS } from './api-refusal.ts';

/**
 * The key of a request: `Authorization: Bearer KEY`, or `?apiKey=KEY`, which is the only scheme in the vendor's own description of its API and what
 * most clients send.
 *
 * @param apiKeys accepted keys; null accepts any
 * @throws ApiRefusal 401 when it is missing or unknown; the message never contains the key
 * @example
 * const key = requireApiKey(request.headers, url.searchParams, null);
 */
export function requireApiKey(headers: Headers, query: URLSearchParams, apiKeys: readonly string[] | null): string {
  const key = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? query.get('apiKey') ?? '';
  if (key === '') throw REFUSALS.keyMissing();
  if (apiKeys !== null && !apiKeys.includes(key)) throw REFUSALS.keyUnknown();
  return key;
}
