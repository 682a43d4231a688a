import type { BaseUrl } from '../request/parse-base-url.ts';
import { readNextUrl, withoutKey } from '../request/read-next-url.ts';
import { type RequestedBars, type PageCall, toPath } from './page-call.ts';
import type { PageFault } from './page-fault.ts';

const pathPattern =
  /^\/v2\/aggs\/ticker\/([^/]+)\/range\/(\d+)\/([a-z]+)\/(\d{4}-\d{2}-\d{2}|\d{1,16})\/(\d{4}-\d{2}-\d{2}|\d{1,16})$/;

/**
 * The call that a `next_url` announces, rebuilt on our base URL, so that the key is sent only to the configured host. Refuses a
 * foreign host and another ticker, multiplier or timespan; drops keys from the query; adds `adjusted`, which the link omits.
 *
 * @example
 * parseNextUrl('https://api.polygon.io:443:443/v2/aggs/ticker/AAPL/range/1/day/...', request, baseUrl);
 */
export function parseNextUrl(nextUrl: string, request: RequestedBars, baseUrl: BaseUrl): PageCall | PageFault {
  const link = readNextUrl(nextUrl, baseUrl);
  return 'complaint' in link ? toFault(link.complaint) : toPageCall(link.path, link.query, request);
}

/**
 * The same for the path and query of a checkpoint.
 *
 * @example
 * parseNextPath(checkpoint.next, request);
 */
export function parseNextPath(pathAndQuery: string, request: RequestedBars): PageCall | PageFault {
  const [path = '', query = ''] = pathAndQuery.split('?', 2);
  return toPageCall(path, withoutKey(query), request);
}

function toPageCall(path: string, query: URLSearchParams, request: RequestedBars): PageCall | PageFault {
  const [, ticker = '', multiplier, timespan, from = '', to = ''] = pathPattern.exec(path) ?? [];
  if (decode(ticker) !== request.ticker || multiplier !== String(request.multiplier) || timespan !== request.timespan)
    return toFault('the next page is not of the same ticker, multiplier and timespan.');
  return { path: toPath(request, from, to, query), isProof: false };
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
