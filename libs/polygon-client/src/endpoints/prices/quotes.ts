import { lazySchema } from '../../schema/lazy-schema.ts';
import { nanosecondsSchema } from '../../schema/nanoseconds-schema.ts';
import { countSchema, listSchema, maybe, numberSchema, objectOf, type Output } from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';
import { type TicksRequest, ticksRequestSchema, toTicksParams } from './ticks-request.ts';

/** The national best bid and offer at one moment. */
export interface Quote {
  /** When the consolidated tape published it, in Unix nanoseconds. */
  readonly publishedNs: bigint;
  /** Null, or 0 at the vendor, when nobody bids. */
  readonly bidPrice: number | null;
  readonly bidSizeShares: number | null;
  readonly bidExchangeId: number | null;
  /** Null, or 0 at the vendor, when nobody offers. */
  readonly askPrice: number | null;
  readonly askSizeShares: number | null;
  readonly askExchangeId: number | null;
  readonly conditionIds: readonly number[];
  readonly sequenceNumber: number | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    sip_timestamp: nanosecondsSchema(),
    bid_price: maybe(numberSchema()),
    bid_size: maybe(countSchema()),
    bid_exchange: maybe(numberSchema()),
    ask_price: maybe(numberSchema()),
    ask_size: maybe(countSchema()),
    ask_exchange: maybe(numberSchema()),
    conditions: maybe(listSchema()),
    sequence_number: maybe(numberSchema()),
  }),
);

/** One quote, as the vendor sends it; long times as digits. */
export type RawQuote = Output<typeof rawSchema>;

/** `/v3/quotes/{ticker}`: paged. */
export const quotes: Endpoint<TicksRequest, RawQuote, Quote> = {
  name: 'quotes',
  request: ticksRequestSchema,
  path: ({ ticker }) => `/v3/quotes/${encodeURIComponent(ticker)}`,
  params: toTicksParams,
  rowsIn: 'results',
  raw: rawSchema,
  toRow: (raw) => ({
    publishedNs: BigInt(raw.sip_timestamp),
    bidPrice: raw.bid_price || null,
    bidSizeShares: raw.bid_size ?? null,
    bidExchangeId: raw.bid_exchange ?? null,
    askPrice: raw.ask_price || null,
    askSizeShares: raw.ask_size ?? null,
    askExchangeId: raw.ask_exchange ?? null,
    conditionIds: (raw.conditions ?? []).filter((id) => typeof id === 'number'),
    sequenceNumber: raw.sequence_number ?? null,
  }),
};
