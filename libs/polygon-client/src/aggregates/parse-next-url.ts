import type { BaseUrl } from '../request/parse-base-url.ts';
import { readNextUrl, withoutKey } from '../request/read-next-url.ts';
import { type AskedBars, type PageCall, toPath } from './page-call.ts';
import type { PageFault } from './page-fault.ts';

const pathPattern =
  /^\/v2\/aggs\/ticker\/([^/]+)\/range\/(\d+)\/([a-z]+)\/(\d{4}-\d{2}-\d{2}|\d{1,16})\/(\d{4}-\d{2}-\d{2}|\d{1,16})$/;

/**
 * The call that a `next_url` announces, rebuilt on our own base: the key goes to the configured host only. Refuses a foreign
 * host and another ticker, multiplier or timespan; drops keys from the query; says `adjusted` again, which the link forgets.
 *
 * @example
 * parseNextUrl('https://api.polygon.io:443:443/v2/aggs/ticker/AAPL/range/1/day/...', asked, baseUrl);
 */
export function parseNextUrl(nextUrl: string, asked: AskedBars, baseUrl: BaseUrl): PageCall | PageFault {
  const link = readNextUrl(nextUrl, baseUrl);
  return 'complaint' in link ? toFault(link.complaint) : toPageCall(link.path, link.query, asked);
}

/**
 * The same for a path and query, as a checkpoint keeps them.
 *
 * @example
 * parseNextPath(checkpoint.next, asked);
 */
export function parseNextPath(pathAndQuery: string, asked: AskedBars): PageCall | PageFault {
  const [path = '', query = ''] = pathAndQuery.split('?', 2);
  return toPageCall(path, withoutKey(query), asked);
}

function toPageCall(path: string, query: URLSearchParams, asked: AskedBars): PageCall | PageFault {
  const parts = pathPattern.exec(path);
  if (parts === null) return toFault('the next page is not a page of aggregates.');
  const [, ticker = '', multiplier, timespan, from = '', to = ''] = parts;
  if (decode(ticker) !== asked.ticker || multiplier !== String(asked.multiplier) || timespan !== asked.timespan) {
    return toFault('the next page is of another ticker, multiplier or timespan.');
  }
  return { path: toPath(asked, from, to, query), isProof: false };
}

function toFault(detail: string): PageFault {
  return { reason: 'next-url', detail };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
