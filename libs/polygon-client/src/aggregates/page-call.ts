import { isIndexTicker } from '../tickers/is-index-ticker.ts';
import type { Timespan } from '../bars/timespan.ts';
import type { CheckedRequest } from './check-aggregates-request.ts';

/** One call of the aggregates endpoint. */
export interface PageCall {
  /** Path and query, without key and host. */
  readonly path: string;
  /** Whether the call goes beyond what the server announced, to prove that nothing is left. */
  readonly isProof: boolean;
}

/** The parts of a request that every page of it shares. */
export type AskedBars = Pick<
  CheckedRequest,
  'ticker' | 'multiplier' | 'timespan' | 'adjusted' | 'pageLimit' | 'from' | 'to'
>;

/** Windows of these lengths start at fixed distances; those of days and longer follow the zone's calendar. */
const fixedStepMs: Partial<Record<Timespan, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000 };

/**
 * The call for a range, always in ascending order: in descending order the vendor's second page fails.
 *
 * @example
 * toRangeCall(asked, asked.from, false).path; // '/v2/aggs/ticker/AAPL/range/1/hour/2026-05-01/2026-05-29?adjusted=...'
 */
export function toRangeCall(asked: AskedBars, from: string | number, isProof: boolean): PageCall {
  const query = new URLSearchParams({ sort: 'asc', limit: String(asked.pageLimit) });
  return { path: toPath(asked, String(from), String(asked.to), query), isProof };
}

/** Path and query of a call; `adjusted` is always said, except for indices, which do not take it. */
export function toPath(asked: AskedBars, from: string, to: string, query: URLSearchParams): string {
  if (isIndexTicker(asked.ticker)) query.delete('adjusted');
  else query.set('adjusted', String(asked.adjusted));
  return `/v2/aggs/ticker/${encodeURIComponent(asked.ticker)}/range/${asked.multiplier}/${asked.timespan}/${from}/${to}?${query.toString()}`;
}

/**
 * Where the bar after `lastT` can start at the earliest. For days and longer that is only known to be later than `lastT`;
 * the server snaps to the start of a bar, and the one that comes again is dropped.
 *
 * @example
 * toNextStartMs({ multiplier: 1, timespan: 'minute' }, 1690791420000); // 1690791480000
 */
export function toNextStartMs(asked: Pick<AskedBars, 'multiplier' | 'timespan'>, lastT: number): number {
  const stepMs = fixedStepMs[asked.timespan];
  return lastT + (stepMs === undefined ? 1 : stepMs * asked.multiplier);
}
