import type { BaseUrl } from './parse-base-url.ts';

/** The vendor's hosts: links from the new host still contain the old one. */
const vendorHosts: readonly string[] = ['api.massive.com', 'api.polygon.io'];

/** Path and query of a link, without a key; or what is wrong with the link. */
export type NextLink = { readonly path: string; readonly query: URLSearchParams } | { readonly complaint: string };

/**
 * A `next_url` as a path on our base URL: the key is sent only to the configured host, and a foreign host is refused.
 *
 * @example
 * readNextUrl('https://api.polygon.io:443:443/stocks/v1/splits?cursor=abc', baseUrl); // { path: '/stocks/v1/splits', query: ... }
 */
export function readNextUrl(nextUrl: string, baseUrl: BaseUrl): NextLink {
  // Not `new URL`: it rejects the doubled port that the vendor sometimes sends.
  const parts = /^(https?):\/\/([^/?#@\\\s]+)(\/[^?#\\\s]*)(\?[^#\s]*)?$/i.exec(nextUrl);
  const [, scheme = '', authority = '', path = '', query = ''] = parts ?? [];
  if (parts === null) return { complaint: 'next_url is not a web address.' };
  if (!isTrustedHost(scheme.toLowerCase(), authority.toLowerCase(), baseUrl))
    return {
      complaint: `next_url points to a foreign host: ${scheme.toLowerCase()}://${authority.slice(0, 100)} is not ${baseUrl.origin}.`,
    };
  return {
    path: path.startsWith(`${baseUrl.prefix}/`) ? path.slice(baseUrl.prefix.length) : path,
    query: withoutKey(query),
  };
}

/**
 * The parameters of a link, without a key.
 *
 * @example
 * withoutKey('?cursor=abc&apiKey=secret').toString(); // 'cursor=abc'
 */
export function withoutKey(query: string): URLSearchParams {
  const kept = new URLSearchParams(query);
  for (const name of [...kept.keys()]) if (/^api_?key$/i.test(name)) kept.delete(name);
  return kept;
}

function isTrustedHost(scheme: string, authority: string, baseUrl: BaseUrl): boolean {
  const host = authority.replace(/(?::443)+$/, '');
  if (vendorHosts.includes(host)) return true;
  const withPort = scheme === 'http' ? authority.replace(/:80$/, '') : host;
  return `${scheme}://${withPort}` === baseUrl.origin;
}
