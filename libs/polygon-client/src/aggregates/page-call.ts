import { isIndexTicker } from '../tickers/is-index-ticker.ts';
import { fixedStepMs } from './range/base-bars.ts';
import type { CheckedRequest } from './check-aggregates-request.ts';

/** One call of the aggregates endpoint. */
export interface PageCall {
  /** Path and query, without key and host. */
  readonly path: string;
  /** Whether the call goes beyond the announced pages, to prove that the range is complete. */
  readonly isProof: boolean;
}

/** The parts of a request that all its pages share. */
export type RequestedBars = Pick<
  CheckedRequest,
  'ticker' | 'multiplier' | 'timespan' | 'adjusted' | 'pageLimit' | 'from' | 'to'
>;

/**
 * The call for a range, always in ascending order: in descending order the vendor's second page fails.
 *
 * @example
 * toRangeCall(request, request.from, false).path; // '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-01/2026-05-29?adjusted=...'
 */
export function toRangeCall(request: RequestedBars, from: string | number, isProof: boolean): PageCall {
  const query = new URLSearchParams(`sort=asc&limit=${request.pageLimit}`);
  return { path: toPath(request, from, request.to, query), isProof };
}

/** Path and query of a call, always with `adjusted`, except for indices, which do not accept it. */
export function toPath(
  request: RequestedBars,
  from: string | number,
  to: string | number,
  query: URLSearchParams,
): string {
  if (isIndexTicker(request.ticker)) query.delete('adjusted');
  else query.set('adjusted', String(request.adjusted));
  return `/v2/aggs/ticker/${encodeURIComponent(request.ticker)}/range/${request.multiplier}/${request.timespan}/${from}/${to}?${query}`;
}

/**
 * The earliest start of the bar after `lastT`. For days and longer it is only known to be later than `lastT`; the server snaps
 * to the start of a bar, and the repeated bar is dropped.
 *
 * @example
 * toNextStartMs({ multiplier: 1, timespan: 'minute' }, 1690791420000); // 1690791480000
 */
export function toNextStartMs(request: Pick<RequestedBars, 'multiplier' | 'timespan'>, lastT: number): number {
  const stepMs = fixedStepMs[request.timespan];
  return lastT + (stepMs === undefined ? 1 : stepMs * request.multiplier);
}
