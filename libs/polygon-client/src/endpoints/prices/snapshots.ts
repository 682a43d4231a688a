import { lazySchema } from '../../schema/lazy-schema.ts';
import { nanosecondsSchema } from '../../schema/nanoseconds-schema.ts';
import {
  countSchema,
  maybe,
  maybeObject,
  numberSchema,
  objectOf,
  type Output,
  textSchema,
  valueOf,
} from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';

/** Which tickers. */
export interface SnapshotsRequest {
  /** Default: the whole stock market, in one call. */
  readonly tickers?: readonly string[];
}

/** The day of a ticker so far, or a whole one. */
export interface SnapshotDay {
  readonly openPrice: number;
  readonly highPrice: number;
  readonly lowPrice: number;
  readonly closePrice: number;
  /** May be fractional. */
  readonly volumeShares: number;
  /** Volume-weighted average price. */
  readonly averagePrice: number | null;
}

/** A ticker now. */
export interface Snapshot {
  readonly ticker: string;
  /** When the snapshot last changed, in Unix nanoseconds. */
  readonly updatedNs: bigint | null;
  /** Null before the first trade of the day. */
  readonly today: SnapshotDay | null;
  readonly previousDay: SnapshotDay | null;
  /** From the previous close, in dollars. */
  readonly changePrice: number | null;
  /** From the previous close, in percent. */
  readonly changePercent: number | null;
  readonly lastTrade: { readonly price: number; readonly sizeShares: number | null } | null;
}

const daySchema = () => ({
  o: numberSchema(),
  h: numberSchema(),
  l: numberSchema(),
  c: numberSchema(),
  v: countSchema(),
  vw: maybe(numberSchema()),
});
const rawSchema = lazySchema(() =>
  objectOf({
    ticker: textSchema(1),
    updated: maybe(nanosecondsSchema()),
    day: maybeObject(daySchema()),
    prevDay: maybeObject(daySchema()),
    todaysChange: maybe(numberSchema()),
    todaysChangePerc: maybe(numberSchema()),
    lastTrade: maybeObject({ p: numberSchema(), s: maybe(countSchema()) }),
  }),
);

/** A ticker now, as the vendor sends it; long times as digits. */
export type RawSnapshot = Output<typeof rawSchema>;

/** `/v2/snapshot/locale/us/markets/stocks/tickers`: one call for the whole market. */
export const snapshots: Endpoint<SnapshotsRequest, RawSnapshot, Snapshot> = {
  name: 'snapshots',
  request: lazySchema(() =>
    objectOf({
      tickers: maybe(
        valueOf(
          (value) =>
            Array.isArray(value) && value.every((one) => typeof one === 'string' && /^[!-+\--~]{1,64}$/.test(one)),
          'must be a list of tickers',
        ),
      ),
    }),
  ),
  path: () => '/v2/snapshot/locale/us/markets/stocks/tickers',
  params: ({ tickers }) => ({ tickers: tickers?.join(',') }),
  rowsIn: 'tickers',
  raw: rawSchema,
  toRow: (raw) => ({
    ticker: raw.ticker,
    updatedNs: raw.updated == null ? null : BigInt(raw.updated),
    today: toDay(raw.day),
    previousDay: toDay(raw.prevDay),
    changePrice: raw.todaysChange ?? null,
    changePercent: raw.todaysChangePerc ?? null,
    lastTrade: raw.lastTrade == null ? null : { price: raw.lastTrade.p, sizeShares: raw.lastTrade.s ?? null },
  }),
};

/** Before the first trade of a day the vendor sends zeros. */
function toDay(day: RawSnapshot['day']): SnapshotDay | null {
  if (day == null || day.o === 0) return null;
  const { o, h, l, c, v, vw } = day;
  return { openPrice: o, highPrice: h, lowPrice: l, closePrice: c, volumeShares: v, averagePrice: vw ?? null };
}
