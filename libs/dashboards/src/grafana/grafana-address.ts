import { GrafanaError } from './grafana-error.ts';

/**
 * Checks Grafana's address and takes the slash from its end. A sub-path stays.
 *
 * @throws {GrafanaError} When it isn't an http(s) address, or holds a user name or password, which would end up in logs.
 * @example
 * parseGrafanaAddress('https://grafana.example.com/team/'); // 'https://grafana.example.com/team'
 */
export function parseGrafanaAddress(text: string): string {
  const refuse = (why: string) => new GrafanaError(`Grafana's address ${why}. Set GRAFANA_URL to something like https://grafana.example.com.`, { method: 'GET', path: '/', status: null, reason: null, transient: false });
  const address = parseOrNull(text);
  if (address === null || !/^https?:$/.test(address.protocol)) throw refuse('is no http or https address');
  if (address.username !== '' || address.password !== '') throw refuse('holds a user name or a password, which belong nowhere but into GRAFANA_TOKEN');
  return `${address.origin}${address.pathname}`.replace(/\/+$/, '');
}

/** As `URL.parse`, which Node 20 lacks. */
function parseOrNull(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
