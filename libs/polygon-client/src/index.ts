export type { AggregateBar } from './bars/aggregate-bar.ts';
export { aggregatePages } from './aggregates/deliver/aggregate-pages.ts';
export { columnPages } from './aggregates/deliver/column-pages.ts';
export { resumeAggregatePages } from './aggregates/deliver/resume-aggregate-pages.ts';
export { type Bar, toBar, toBars } from './aggregates/deliver/to-bars.ts';
export type { AggregatesPage, HistoryGap } from './aggregates/aggregates-page.ts';
export type { AggregatesRequest } from './aggregates/aggregates-request.ts';
export type { AnswerWarnings } from './aggregates/bars/answer-warnings.ts';
export type { BarColumns, BarNumbers } from './aggregates/columns/bar-columns.ts';
export { maxPageLimit, plannedCalls } from './aggregates/range/base-bars.ts';
export { type BarConflict, settleVersions } from './aggregates/bars/settle-versions.ts';
export type { PageCheckpoint } from './bars/page-checkpoint.ts';
export {
  type AggregatesAnswer,
  parseAggregatesAnswer,
  type RecordedContext,
} from './aggregates/bars/parse-aggregates-answer.ts';
export { type Timespan, timespans } from './bars/timespan.ts';
export type { Clock, WallClock } from './clock.ts';
export { type Connection, createConnection, type PolygonClientOptions } from './create-connection.ts';
export { createPolygonClient, type PolygonClient, type BarsRequest } from './create-polygon-client.ts';
export { AuthError } from './errors/auth-error.ts';
export { BadRequestError } from './errors/bad-request-error.ts';
export { EntitlementError, type EntitlementReason } from './errors/entitlement-error.ts';
export { InvalidRequestError } from './errors/invalid-request-error.ts';
export { type AnyPolygonError, isPolygonError } from './errors/is-polygon-error.ts';
export type { Issue } from './errors/issue.ts';
export { NetworkError } from './errors/network-error.ts';
export { NotFoundError } from './errors/not-found-error.ts';
export { PaginationError, type PaginationReason, type PagingProgress } from './errors/pagination-error.ts';
export { PolygonError, type PolygonErrorCode, polygonErrorCodes } from './errors/polygon-error.ts';
export { type HttpErrorCode, type HttpErrorFacts, PolygonHttpError } from './errors/polygon-http-error.ts';
export { RateLimitError } from './errors/rate-limit-error.ts';
export { ServerError } from './errors/server-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export { ValidationError } from './errors/validation-error.ts';
export type { GroupedBar, GroupedDaily, GroupedDailyRequest } from './grouped/grouped-daily.ts';
export { createRateLimiter, type RateLimiterOptions } from './limiter/create-rate-limiter.ts';
export { createSharedLimiter, type LimitStore, type SharedLimiterOptions } from './limiter/create-shared-limiter.ts';
export { freePlanLimiter, paidPlanLimiter } from './limiter/plan-limiters.ts';
export type { RateLimiter } from './limiter/rate-limiter.ts';
export type { AttemptFacts } from './request/attempt-facts.ts';
export { defaultBaseUrl, isSafeUrl } from './request/parse-base-url.ts';
export type { RetryFacts } from './request/retry/retry-facts.ts';
export type { RetryPolicy } from './request/retry/retry-policy.ts';
export { resolveApiKey } from './secrets/resolve-api-key.ts';
export type { SkippedSplit, SplitsRequest } from './splits/splits-request.ts';
export type { StockSplit } from './splits/stock-split.ts';
export type { TickerEvents, TickerReference, TickerSearch } from './reference/ticker-reference.ts';
export { systemClock } from './system-clock.ts';
export { tickerHint } from './tickers/ticker-hint.ts';
export { fetchAnswerOf } from './endpoints/fetch-answer-of.ts';
export type { Endpoint, Params, RowsOptions, RowsPage } from './endpoints/endpoint.ts';
export { endpoints } from './endpoints/endpoints.ts';
export { fetchListPages, fetchRawPages, fetchRowPages, fetchRows } from './endpoints/fetch-rows.ts';
export { marketHolidays, type MarketHoliday, type RawMarketHoliday } from './endpoints/market/market-holidays.ts';
export { marketStatus, type MarketStatus, type RawMarketStatus } from './endpoints/market/market-status.ts';
export { openClose, type OpenClose, type OpenCloseRequest, type RawOpenClose } from './endpoints/prices/open-close.ts';
export {
  previousClose,
  type PreviousClose,
  type PreviousCloseRequest,
  type RawPreviousClose,
} from './endpoints/prices/previous-close.ts';
export { type Quote, quotes, type RawQuote } from './endpoints/prices/quotes.ts';
export {
  type RawSnapshot,
  type Snapshot,
  type SnapshotDay,
  snapshots,
  type SnapshotsRequest,
} from './endpoints/prices/snapshots.ts';
export type { TicksRequest } from './endpoints/prices/ticks-request.ts';
export { type RawTrade, type Trade, trades } from './endpoints/prices/trades.ts';
export type { AssetClassRequest } from './endpoints/reference/asset-class-request.ts';
export { type Condition, conditions, type RawCondition } from './endpoints/reference/conditions.ts';
export { type Dividend, dividends, type DividendsRequest, type RawDividend } from './endpoints/reference/dividends.ts';
export { type Exchange, exchanges, type RawExchange } from './endpoints/reference/exchanges.ts';
export { type RawTickerType, type TickerType, tickerTypes } from './endpoints/reference/ticker-types.ts';
export type { Schema } from './schema/schemas.ts';
