import { REFUSALS } from './api-refusal.ts';

/**
 * The key of a request: `Authorization: Bearer KEY`. A key in the query is not accepted, on purpose.
 *
 * @param apiKeys accepted keys; null accepts any
 * @throws ApiRefusal 401 when it is missing or unknown; the message never contains the key
 * @example
 * const key = requireApiKey(request.headers, null);
 */
export function requireApiKey(headers: Headers, apiKeys: readonly string[] | null): string {
  const key = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (key === undefined) throw REFUSALS.keyMissing();
  if (apiKeys !== null && !apiKeys.includes(key)) throw REFUSALS.keyUnknown();
  return key;
}
