/**
 * The wait that a `Retry-After` header requests, in ms: seconds, or an HTTP date compared with the response's `Date`
 * header (the clocks of two machines differ). Null when it is absent, unreadable, zero or in the past.
 *
 * @example
 * parseRetryAfter('30', null); // 30_000
 */
export function parseRetryAfter(header: string | null, dateHeader: string | null): number | null {
  const text = header?.trim() ?? '';
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : parseHttpDate(text) - parseHttpDate(dateHeader ?? '');
  return ms > 0 ? Math.min(ms, Number.MAX_SAFE_INTEGER) : null;
}

/** Only the form that HTTP servers send, `Tue, 24 Nov 2026 04:16:00 GMT`: `Date.parse` alone would accept `5 minutes`. */
function parseHttpDate(text: string): number {
  return /^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : NaN;
}
