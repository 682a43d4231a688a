const maxLength = 128;

/**
 * The request id of a response. In the body it may be a string, a number, an object or absent; the header has the same id.
 *
 * @example
 * toRequestId(body.request_id, response.headers.get('x-request-id'));
 */
export function toRequestId(inBody: unknown, inHeader: string | null): string | null {
  const id = typeof inBody === 'string' || typeof inBody === 'number' ? String(inBody) : inHeader;
  return id === null || id === '' ? null : id.slice(0, maxLength);
}
