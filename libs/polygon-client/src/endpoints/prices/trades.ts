import { lazySchema } from '../../schema/lazy-schema.ts';
import { nanosecondsSchema } from '../../schema/nanoseconds-schema.ts';
import {
  countSchema,
  listSchema,
  maybe,
  numberSchema,
  objectOf,
  type Output,
  textSchema,
} from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';
import { type TicksRequest, ticksRequestSchema, toTicksParams } from './ticks-request.ts';

/** One trade. */
export interface Trade {
  /** When the consolidated tape published it, in Unix nanoseconds. */
  readonly publishedNs: bigint;
  /** When the exchange executed it, in Unix nanoseconds. */
  readonly executedNs: bigint | null;
  readonly price: number;
  /** May be fractional. */
  readonly sizeShares: number;
  /** The vendor's id of the exchange: see `exchanges`. */
  readonly exchangeId: number | null;
  /** The vendor's ids of the conditions of the sale: see `conditions`. */
  readonly conditionIds: readonly number[];
  /** Unique for a ticker, day and exchange. */
  readonly id: string | null;
  readonly sequenceNumber: number | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    sip_timestamp: nanosecondsSchema(),
    participant_timestamp: maybe(nanosecondsSchema()),
    price: numberSchema(),
    size: countSchema(),
    exchange: maybe(numberSchema()),
    conditions: maybe(listSchema()),
    id: maybe(textSchema()),
    sequence_number: maybe(numberSchema()),
  }),
);

/** One trade, as the vendor sends it; long times as digits. */
export type RawTrade = Output<typeof rawSchema>;

/** `/v3/trades/{ticker}`: paged. */
export const trades: Endpoint<TicksRequest, RawTrade, Trade> = {
  name: 'trades',
  request: ticksRequestSchema,
  path: ({ ticker }) => `/v3/trades/${encodeURIComponent(ticker)}`,
  params: toTicksParams,
  rowsIn: 'results',
  raw: rawSchema,
  toRow: (raw) => ({
    publishedNs: BigInt(raw.sip_timestamp),
    executedNs: raw.participant_timestamp == null ? null : BigInt(raw.participant_timestamp),
    price: raw.price,
    sizeShares: raw.size,
    exchangeId: raw.exchange ?? null,
    conditionIds: (raw.conditions ?? []).filter((id) => typeof id === 'number'),
    id: raw.id ?? null,
    sequenceNumber: raw.sequence_number ?? null,
  }),
};
