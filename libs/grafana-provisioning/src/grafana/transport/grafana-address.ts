import { GrafanaError } from './grafana-error.ts';

/**
 * Checks Grafana's address and removes a trailing slash. A sub-path is kept. Plain http is only for loopback: elsewhere it
 * would send the token unencrypted.
 *
 * @param options.allowsHttp whether plain http to other hosts is explicitly allowed.
 * @throws {GrafanaError} When it isn't an http(s) address, is plain http to another host, or includes a user name or
 * password, which would appear in logs.
 * @example
 * parseGrafanaAddress('https://grafana.example.com/team/'); // 'https://grafana.example.com/team'
 */
export function parseGrafanaAddress(
  text: string,
  { allowsHttp = false }: { readonly allowsHttp?: boolean } = {},
): string {
  const refuse = (why: string) =>
    new GrafanaError(`Grafana's address ${why}. Set GRAFANA_URL to something like https://grafana.example.com.`, {
      method: 'GET',
      path: '/',
      status: null,
      reason: null,
      transient: false,
    });
  const address = parseOrNull(text);
  if (address === null || !/^https?:$/.test(address.protocol)) throw refuse('is not an http or https address');
  if (address.username !== '' || address.password !== '')
    throw refuse('includes a user name or a password; use GRAFANA_TOKEN instead');
  if (address.protocol === 'http:' && !allowsHttp && !isLoopback(address.hostname)) {
    throw refuse(
      `http://${address.host} is not encrypted: the token would be sent in plain text. Use https, or allow it with --allow-http (in CI: GRAFANA_ALLOW_HTTP=true)`,
    );
  }
  return `${address.origin}${address.pathname}`.replace(/\/+$/, '');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Like `URL.parse`, which Node 20 lacks. */
function parseOrNull(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
