import type { IncomingHttpHeaders } from 'node:http';

/** Host header values that name this machine. */
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * Why a request to a server of this machine is refused: it came from a web page of another site, or used a foreign host
 * name. Null for the server's own page and for programs, which send neither Origin nor Sec-Fetch-Site.
 *
 * Host guards against DNS rebinding: a foreign name that resolves to 127.0.0.1. Origin and Sec-Fetch-Site guard against
 * other sites in the same browser, including other ports of this machine.
 *
 * @example
 * refuseForeign({ host: '127.0.0.1:4600', origin: 'https://evil.example' }); // 'A page of another site sent this request...'
 */
export function refuseForeign(headers: IncomingHttpHeaders): string | null {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  if (!loopback.test(host)) return 'This address is for this machine only: use http://127.0.0.1.';
  if (origin !== undefined && origin !== `http://${host}`)
    return 'A page of another site sent this request: only the page of this address and programs are answered.';
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'A page of another site sent this request: only the page of this address and programs are answered.';
  return null;
}
