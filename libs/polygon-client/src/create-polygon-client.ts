import type { BarColumns } from './aggregates/columns/bar-columns.ts';
import { toObjectPages } from './aggregates/deliver/to-object-pages.ts';
import { type Bar, toBars } from './aggregates/deliver/to-bars.ts';
import { fetchAnswerOf } from './endpoints/fetch-answer-of.ts';
import type { Endpoint, Params, RowsOptions, RowsPage } from './endpoints/endpoint.ts';
import { endpoints } from './endpoints/endpoints.ts';
import { fetchListPages, fetchRawPages, fetchRowPages, fetchRows } from './endpoints/fetch-rows.ts';
import type { MarketHoliday } from './endpoints/market/market-holidays.ts';
import type { MarketStatus } from './endpoints/market/market-status.ts';
import type { OpenClose, OpenCloseRequest } from './endpoints/prices/open-close.ts';
import type { PreviousClose, PreviousCloseRequest } from './endpoints/prices/previous-close.ts';
import type { Quote } from './endpoints/prices/quotes.ts';
import type { Snapshot, SnapshotsRequest } from './endpoints/prices/snapshots.ts';
import type { TicksRequest } from './endpoints/prices/ticks-request.ts';
import type { Trade } from './endpoints/prices/trades.ts';
import type { AssetClassRequest } from './endpoints/reference/asset-class-request.ts';
import type { Condition } from './endpoints/reference/conditions.ts';
import type { Dividend, DividendsRequest } from './endpoints/reference/dividends.ts';
import type { Exchange } from './endpoints/reference/exchanges.ts';
import type { TickerType } from './endpoints/reference/ticker-types.ts';
import { ValidationError } from './errors/validation-error.ts';
import type { Schema } from './schema/schemas.ts';
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
import { collectBars } from './aggregates/deliver/collect-bars.ts';
import { columnPages } from './aggregates/deliver/column-pages.ts';
import { createConnection, type PolygonClientOptions } from './create-connection.ts';

/** Which bars, as for `aggregatePages`, and at most how many. */
export type BarsRequest = Omit<AggregatesRequest, 'maxBars' | 'resumeFrom'> & {
  /** Most bars to deliver, the oldest ones; default all. Unlike the vendor's own `limit`, which counts the minutes that bars are made of. */
  readonly limit?: number;
};

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
  /**
   * The pages of `aggregatePages` with one array per field: the fastest way to many bars. `page.bars.c` are the closes; `for (const bar of page.bars)` makes bars
   * one by one. Throws like `aggregatePages`.
   */
  columnPages(request: AggregatesRequest): AsyncIterable<AggregatesPage<BarColumns>>;
  /**
   * The bars of a range one by one in readable names, oldest first. `limit` is the number of bars. Throws like `aggregatePages`, which has the
   * vendor's names, and whole pages with their request ids and checkpoints.
   */
  bars(request: BarsRequest): AsyncIterable<Bar>;
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
  /** The exchanges' coming holidays, as the vendor sends them: an unchecked list; one call. Checked: `marketHolidays`. */
  upcomingHolidays(options?: { readonly signal?: AbortSignal }): Promise<readonly unknown[]>;
  /** The day bar of the last completed session; null when the vendor has none. One call. */
  previousClose(request: PreviousCloseRequest, options?: RowsOptions): Promise<PreviousClose | null>;
  /** One session with its prices before and after regular hours; one call. {@link NotFoundError} on a closed day. */
  openClose(request: OpenCloseRequest, options?: RowsOptions): Promise<OpenClose>;
  /** Tickers as they are now, in one call; needs a paid plan. */
  snapshots(request?: SnapshotsRequest, options?: RowsOptions): Promise<Snapshot[]>;
  /** Trades, oldest first, page by page; needs a plan with trades. */
  trades(request: TicksRequest, options?: RowsOptions): AsyncIterable<RowsPage<Trade>>;
  /** Best bids and offers, oldest first, page by page; needs a plan with quotes. */
  quotes(request: TicksRequest, options?: RowsOptions): AsyncIterable<RowsPage<Quote>>;
  /** Cash dividends, oldest first. */
  dividends(request?: DividendsRequest, options?: RowsOptions): Promise<Dividend[]>;
  /** The kinds of instruments and their codes. */
  tickerTypes(request?: AssetClassRequest, options?: RowsOptions): Promise<TickerType[]>;
  /** The exchanges and their ids in trades and quotes. */
  exchanges(request?: AssetClassRequest, options?: RowsOptions): Promise<Exchange[]>;
  /** The conditions of trades and quotes. */
  conditions(request?: AssetClassRequest, options?: RowsOptions): Promise<Condition[]>;
  /** What is open now. */
  marketStatus(options?: RowsOptions): Promise<MarketStatus>;
  /** Coming days on which an exchange is closed, or closes early. */
  marketHolidays(options?: RowsOptions): Promise<MarketHoliday[]>;
  /** The pages of one of `endpoints` as the vendor sends them, with keys that this client does not know. */
  rawPages<Request, Raw>(
    endpoint: Endpoint<Request, Raw, unknown>,
    request: Request,
    options?: RowsOptions,
  ): AsyncIterable<RowsPage<Raw & Readonly<Record<string, unknown>>>>;
  /** Any path of the API that answers with JSON: `schema` is one of zod's. With the limiter, retries and errors of this client. */
  get<T>(path: string, params: Params, schema: Schema<T>, options?: { readonly signal?: AbortSignal }): Promise<T>;
  /** Any list of the API, page by page: `schema` is of one row. */
  getPages<Raw>(
    path: string,
    params: Params,
    schema: Schema<Raw>,
    options?: RowsOptions & { readonly from?: string | null },
  ): AsyncIterable<RowsPage<Raw & Readonly<Record<string, unknown>>>>;
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
  const columns = (request: AggregatesRequest) => columnPages(core, request);
  const pages = (request: AggregatesRequest) => toObjectPages(columns(request));
  return Object.freeze({
    aggregatePages: pages,
    columnPages: columns,
    bars: ({ limit, ...request }) => toBars(columns(limit === undefined ? request : { ...request, maxBars: limit })),
    aggregates: (request) => collectBars(pages, request),
    splits: async (request) => fetchSplits(core, checkSplitsRequest(request), request),
    groupedDaily: (request) => fetchGroupedDaily(core, request),
    tickerDetails: (ticker, options = {}) => fetchTickerDetails(core, ticker, options),
    tickerEvents: (ticker, options = {}) => fetchTickerEvents(core, ticker, options),
    searchTickers: (request) => searchTickers(core, request),
    upcomingHolidays: (options = {}) => fetchUpcomingHolidays(core, options),
    previousClose: async (request, options) =>
      (await fetchRows(core, endpoints.previousClose, request, options))[0] ?? null,
    openClose: async (request, options) => only(await fetchRows(core, endpoints.openClose, request, options)),
    snapshots: (request = {}, options) => fetchRows(core, endpoints.snapshots, request, options),
    trades: (request, options) => fetchRowPages(core, endpoints.trades, request, options),
    quotes: (request, options) => fetchRowPages(core, endpoints.quotes, request, options),
    dividends: (request = {}, options) => fetchRows(core, endpoints.dividends, request, options),
    tickerTypes: (request = {}, options) => fetchRows(core, endpoints.tickerTypes, request, options),
    exchanges: (request = {}, options) => fetchRows(core, endpoints.exchanges, request, options),
    conditions: (request = {}, options) => fetchRows(core, endpoints.conditions, request, options),
    marketStatus: async (options) => only(await fetchRows(core, endpoints.marketStatus, {}, options)),
    marketHolidays: (options) => fetchRows(core, endpoints.marketHolidays, {}, options),
    rawPages: (endpoint, request, options) => fetchRawPages(core, endpoint, request, options),
    get: (path, params, schema, options) => fetchAnswerOf(core, path, params, schema, options),
    getPages: (path, params, schema, options) => fetchListPages(core, path, params, schema, options),
  } satisfies PolygonClient);
}

/** The row of an answer that is itself a row: reading it finds one, or throws. */
function only<Row>([row]: readonly Row[]): Row {
  if (row === undefined)
    throw new ValidationError({ path: null, issues: [{ path: '', message: 'has no row' }], requestId: null });
  return row;
}
