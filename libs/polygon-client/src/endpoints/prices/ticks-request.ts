import { lazySchema } from '../../schema/lazy-schema.ts';
import { dateSchema, maybe, objectOf, tickerSchema, valueOf, wholeSchema } from '../../schema/schemas.ts';
import type { Params } from '../endpoint.ts';

/** Trades or quotes of a ticker, oldest first: of one day, or of a span of time. */
export interface TicksRequest {
  readonly ticker: string;
  /** One day in New York, `YYYY-MM-DD`; instead of a span. */
  readonly date?: string;
  /** First instant of the span, in Unix nanoseconds. */
  readonly fromNs?: bigint;
  /** First instant after the span, in Unix nanoseconds. */
  readonly toNs?: bigint;
  /** Rows per page, up to 50,000, which is the default. */
  readonly pageLimit?: number;
}

const instant = () =>
  maybe(valueOf((value) => typeof value === 'bigint' && value >= 0n, 'must be a bigint, 0n or more'));

/** What such a request must be. */
export const ticksRequestSchema = lazySchema(() =>
  objectOf({
    ticker: tickerSchema(),
    date: maybe(dateSchema()),
    fromNs: instant(),
    toNs: instant(),
    pageLimit: maybe(wholeSchema(1, 50_000)),
  }),
);

/**
 * The parameters of such a request, always in ascending order.
 *
 * @example
 * toTicksParams({ ticker: 'AAPL', date: '2026-05-29' }).timestamp; // '2026-05-29'
 */
export function toTicksParams({ date, fromNs, toNs, pageLimit = 50_000 }: TicksRequest): Params {
  return {
    timestamp: date,
    'timestamp.gte': fromNs?.toString(),
    'timestamp.lt': toNs?.toString(),
    order: 'asc',
    sort: 'timestamp',
    limit: pageLimit,
  };
}
