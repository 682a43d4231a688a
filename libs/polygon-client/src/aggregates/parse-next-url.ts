import type { BaseUrl } from '../request/parse-base-url.ts';
import { type AskedBars, type PageCall, toPath } from './page-call.ts';
import type { PageFault } from './page-fault.ts';

/** Hosts that are the vendor's: the old one still stands in links of the new one. */
const vendorHosts: readonly string[] = ['api.massive.com', 'api.polygon.io'];

const pathPattern = /^\/v2\/aggs\/ticker\/([^/]+)\/range\/(\d+)\/([a-z]+)\/(\d{4}-\d{2}-\d{2}|\d{1,16})\/(\d{4}-\d{2}-\d{2}|\d{1,16})$/;

/**
 * The call that a `next_url` announces, rebuilt on our own base: the key goes to the configured host only. Refuses a foreign
 * host and another ticker, multiplier or timespan; drops keys from the query; says `adjusted` again, which the link forgets.
 *
 * @example
 * parseNextUrl('https://api.polygon.io:443:443/v2/aggs/ticker/AAPL/range/1/day/...', asked, baseUrl);
 */
export function parseNextUrl(nextUrl: string, asked: AskedBars, baseUrl: BaseUrl): PageCall | PageFault {
  // Not `new URL`: it rejects the doubled port that the vendor has been seen to send.
  const parts = /^(https?):\/\/([^/?#@\\\s]+)(\/[^?#\\\s]*)(\?[^#\s]*)?$/i.exec(nextUrl);
  const [, scheme = '', authority = '', path = '', query = ''] = parts ?? [];
  if (parts === null) return toFault('next_url is no web address.');
  if (!isTrustedHost(scheme.toLowerCase(), authority.toLowerCase(), baseUrl)) return toFault('next_url leads to a foreign host.');
  const ownPath = path.startsWith(`${baseUrl.prefix}/`) ? path.slice(baseUrl.prefix.length) : path;
  return parseNextPath(ownPath + query, asked);
}

/**
 * The same for a path and query, as a checkpoint keeps them.
 *
 * @example
 * parseNextPath(checkpoint.next, asked);
 */
export function parseNextPath(pathAndQuery: string, asked: AskedBars): PageCall | PageFault {
  const [path = '', query = ''] = pathAndQuery.split('?', 2);
  const parts = pathPattern.exec(path);
  if (parts === null) return toFault('the next page is not a page of aggregates.');
  const [, ticker = '', multiplier, timespan, from = '', to = ''] = parts;
  if (decode(ticker) !== asked.ticker || multiplier !== String(asked.multiplier) || timespan !== asked.timespan) {
    return toFault('the next page is of another ticker, multiplier or timespan.');
  }
  const kept = new URLSearchParams(query);
  for (const name of [...kept.keys()]) if (/^api_?key$/i.test(name)) kept.delete(name);
  return { path: toPath(asked, from, to, kept), isProof: false };
}

function toFault(detail: string): PageFault {
  return { reason: 'next-url', detail };
}

function isTrustedHost(scheme: string, authority: string, baseUrl: BaseUrl): boolean {
  const host = authority.replace(/(?::443)+$/, '');
  if (vendorHosts.includes(host)) return true;
  const withPort = scheme === 'http' ? authority.replace(/:80$/, '') : host;
  return `${scheme}://${withPort}` === baseUrl.origin;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
