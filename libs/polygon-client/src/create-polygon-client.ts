import type { AggregateBar } from './bars/aggregate-bar.ts';
import type { AggregatesPage } from './aggregates/aggregates-page.ts';
import type { AggregatesRequest } from './aggregates/aggregates-request.ts';
import { checkAggregatesRequest } from './aggregates/check-aggregates-request.ts';
import { checkCheckpoint } from './aggregates/check-checkpoint.ts';
import { collectBars } from './aggregates/collect-bars.ts';
import { fetchPages } from './aggregates/fetch-pages.ts';
import type { Clock, WallClock } from './clock.ts';
import { InvalidRequestError } from './errors/invalid-request-error.ts';
import { paidPlanLimiter } from './limiter/plan-limiters.ts';
import type { RateLimiter } from './limiter/rate-limiter.ts';
import type { AttemptFacts } from './request/attempt-facts.ts';
import { createRequestCore } from './request/create-request-core.ts';
import { defaultBaseUrl, parseBaseUrl } from './request/parse-base-url.ts';
import type { RetryFacts } from './request/retry/retry-facts.ts';
import { type RetryPolicy, toRetryPolicy } from './request/retry/retry-policy.ts';
import { checkApiKey } from './secrets/check-api-key.ts';
import { createRedactor } from './secrets/create-redactor.ts';
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
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';

/** Options of a client; only the key has no default. */
export interface PolygonClientOptions {
  /** Sent as `Authorization: Bearer`, and nowhere else. */
  readonly apiKey: string;
  /** Default `https://api.massive.com`. Plain http only for the loopback interface. */
  readonly baseUrl?: string;
  /** Default: the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default `paidPlanLimiter()`. With a free key pass `freePlanLimiter()`; one limiter per key. */
  readonly limiter?: RateLimiter;
  readonly retry?: Partial<RetryPolicy>;
  /** Limit of one attempt in ms, from its start to the end of the body, without the wait for the limiter. Default 30,000. */
  readonly attemptTimeoutMs?: number;
  /** Monotonic time and waiting. Default: the machine's. */
  readonly clock?: Clock;
  /** When given, a `to` in the future is refused before anything is sent. */
  readonly wallClock?: WallClock;
  /** Numbers in `[0, 1)`, for the jitter of retries. */
  readonly random?: () => number;
  /** Called after every attempt, with facts that contain no secret. If it throws, the call ends with that error. */
  readonly onAttempt?: (facts: AttemptFacts) => void;
  /** Called before the wait for each retry. If it throws, the call ends with that error. */
  readonly onRetry?: (facts: RetryFacts) => void;
}

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
  const { apiKey, wallClock, clock = systemClock, attemptTimeoutMs = 30_000, fetch: send = globalThis.fetch } = options;
  checkApiKey(apiKey);
  if (!(attemptTimeoutMs > 0 && attemptTimeoutMs < Infinity)) {
    throw new InvalidRequestError('The client is refused', [
      { path: 'attemptTimeoutMs', message: 'must be a number of ms above 0' },
    ]);
  }
  const core = createRequestCore({
    baseUrl: parseBaseUrl(options.baseUrl ?? defaultBaseUrl),
    send: (url, signal) =>
      send(url, {
        headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
        redirect: 'error',
        signal,
      }),
    redactor: createRedactor(apiKey),
    limiter: options.limiter ?? paidPlanLimiter(clock),
    retry: toRetryPolicy(options.retry),
    attemptTimeoutMs,
    clock,
    random: options.random ?? systemRandom,
    onAttempt: options.onAttempt ?? (() => undefined),
    onRetry: options.onRetry ?? (() => undefined),
  });
  const aggregatePages = (request: AggregatesRequest): AsyncIterable<AggregatesPage> => {
    const checked = checkAggregatesRequest(request, wallClock);
    const resumeFrom = request.resumeFrom === undefined ? null : checkCheckpoint(request.resumeFrom, checked);
    return fetchPages(
      core,
      { ...checked, pageLimit: resumeFrom?.pageLimit ?? checked.pageLimit },
      resumeFrom,
      request.signal,
    );
  };
  return Object.freeze({
    aggregatePages,
    aggregates: (request) => collectBars(aggregatePages, request),
    splits: async (request) => fetchSplits(core, checkSplitsRequest(request), request),
    groupedDaily: (request) => fetchGroupedDaily(core, request),
    tickerDetails: (ticker, options = {}) => fetchTickerDetails(core, ticker, options),
    tickerEvents: (ticker, options = {}) => fetchTickerEvents(core, ticker, options),
    searchTickers: (request) => searchTickers(core, request),
    upcomingHolidays: (options = {}) => fetchUpcomingHolidays(core, options),
  } satisfies PolygonClient);
}
