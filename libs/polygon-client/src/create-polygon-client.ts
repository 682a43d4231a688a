import type { AggregateBar } from './bars/aggregate-bar.ts';
import type { AggregatesPage } from './aggregates/aggregates-page.ts';
import type { AggregatesRequest } from './aggregates/aggregates-request.ts';
import { fetchGroupedDaily } from './grouped/fetch-grouped-daily.ts';
import type { GroupedDaily, GroupedDailyRequest } from './grouped/grouped-daily.ts';
import { fetchSplits } from './splits/fetch-splits.ts';
import { checkSplitsRequest, type SplitsRequest } from './splits/splits-request.ts';
import type { StockSplit } from './splits/stock-split.ts';
import {
  fetchTickerDetails,
  fetchTickerEvents,
  fetchUpcomingHolidays,
  searchTickers,
} from './reference/fetch-reference.ts';
import type { TickerEvents, TickerReference, TickerSearch } from './reference/ticker-reference.ts';
import { aggregatePages } from './aggregates/aggregate-pages.ts';
import { collectBars } from './aggregates/collect-bars.ts';
import { resumeAggregatePages } from './aggregates/resume-aggregate-pages.ts';
import { createConnection, type PolygonClientOptions } from './create-connection.ts';

/** The vendor's API. Its only state is the limiter; the key cannot be read from it. */
export interface PolygonClient {
  /**
   * Bars of a range, page by page in ascending order; one page in memory at a time.
   *
   * @throws {InvalidRequestError} at once, when the request is refused.
   * @throws {PolygonHttpError | NetworkError | TimeoutError | ValidationError} while iterating, when page 1 fails.
   * @throws {PaginationError} while iterating, when a page is inconsistent or a later page fails.
   */
  aggregatePages(request: AggregatesRequest): AsyncIterable<AggregatesPage>;
  /** All bars of a range in one array; `sort: 'desc'` reverses it (`maxBars` then keeps the newest). Throws like `aggregatePages`. */
  aggregates(request: AggregatesRequest & { readonly sort?: 'asc' | 'desc' }): Promise<AggregateBar[]>;
  /**
   * Stock splits in a range of execution dates, ordered by date and ticker, without duplicates; usually one call for the whole market.
   *
   * @throws {InvalidRequestError | PolygonHttpError | NetworkError | TimeoutError | ValidationError} with no partial result.
   */
  splits(request: SplitsRequest): Promise<StockSplit[]>;
  /**
   * The day bars of the whole stock market on one date; one call. A closed day has none. Unreadable rows are listed and left out.
   *
   * @throws {InvalidRequestError | PolygonHttpError | NetworkError | TimeoutError | ValidationError} with no partial result.
   */
  groupedDaily(request: GroupedDailyRequest): Promise<GroupedDaily>;
  /** What the vendor says of a ticker, today or on a date; one call. {@link NotFoundError} when it is unknown. */
  tickerDetails(
    ticker: string,
    options?: { readonly date?: string; readonly signal?: AbortSignal },
  ): Promise<TickerReference>;
  /** The tickers that the company behind a ticker had; one call. {@link NotFoundError} when the vendor knows none. */
  tickerEvents(ticker: string, options?: { readonly signal?: AbortSignal }): Promise<TickerEvents>;
  /** Tickers by a part of their name; one call. */
  searchTickers(request: TickerSearch): Promise<TickerReference[]>;
  /** The exchanges' coming holidays, as the vendor sends them: an unchecked list; one call. */
  upcomingHolidays(options?: { readonly signal?: AbortSignal }): Promise<readonly unknown[]>;
}

/**
 * A client of the Polygon (Massive) REST API.
 *
 * @throws {InvalidRequestError} when an option is refused; the text never repeats the key.
 * @example
 * const client = createPolygonClient({ apiKey, limiter: freePlanLimiter() });
 * const bars = await client.aggregates({ ticker: 'AAPL', multiplier: 1, timespan: 'hour', from: '2026-05-01', to: '2026-05-29', adjusted: false });
 */
export function createPolygonClient(options: PolygonClientOptions): PolygonClient {
  const core = createConnection(options);
  const pages = (request: AggregatesRequest): AsyncIterable<AggregatesPage> => {
    const { resumeFrom, ...rest } = request;
    return resumeFrom === undefined ? aggregatePages(core, rest) : resumeAggregatePages(core, rest, resumeFrom);
  };
  return Object.freeze({
    aggregatePages: pages,
    aggregates: (request) => collectBars(pages, request),
    splits: async (request) => fetchSplits(core, checkSplitsRequest(request), request),
    groupedDaily: (request) => fetchGroupedDaily(core, request),
    tickerDetails: (ticker, options = {}) => fetchTickerDetails(core, ticker, options),
    tickerEvents: (ticker, options = {}) => fetchTickerEvents(core, ticker, options),
    searchTickers: (request) => searchTickers(core, request),
    upcomingHolidays: (options = {}) => fetchUpcomingHolidays(core, options),
  } satisfies PolygonClient);
}
