import { isIndexTicker } from '../../tickers/is-index-ticker.ts';
import { lazySchema } from '../../schema/lazy-schema.ts';
import {
  booleanSchema,
  countSchema,
  dateSchema,
  maybe,
  numberSchema,
  objectOf,
  type Output,
  textSchema,
  tickerSchema,
} from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';

/** Which session of which ticker. */
export interface OpenCloseRequest {
  readonly ticker: string;
  /** Trading date, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether prices are adjusted for splits up to now. Not sent for indices. */
  readonly adjusted: boolean;
}

/** One session with its prices before and after regular hours. */
export interface OpenClose {
  readonly ticker: string;
  readonly date: string;
  readonly openPrice: number;
  readonly highPrice: number;
  readonly lowPrice: number;
  readonly closePrice: number;
  /** Shares, or coins; may be fractional. Null for indices. */
  readonly volumeShares: number | null;
  /** First price before regular hours; null when nobody traded. */
  readonly preMarketPrice: number | null;
  /** Last price after regular hours; null when nobody traded. */
  readonly afterHoursPrice: number | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    symbol: textSchema(1),
    from: textSchema(1),
    open: numberSchema(),
    high: numberSchema(),
    low: numberSchema(),
    close: numberSchema(),
    volume: maybe(countSchema()),
    preMarket: maybe(numberSchema()),
    afterHours: maybe(numberSchema()),
  }),
);

/** One session, as the vendor sends it. */
export type RawOpenClose = Output<typeof rawSchema>;

/** `/v1/open-close/{ticker}/{date}`. A closed day is a {@link NotFoundError}. */
export const openClose: Endpoint<OpenCloseRequest, RawOpenClose, OpenClose> = {
  name: 'openClose',
  request: lazySchema(() => objectOf({ ticker: tickerSchema(), date: dateSchema(), adjusted: booleanSchema() })),
  path: ({ ticker, date }) => `/v1/open-close/${encodeURIComponent(ticker)}/${date}`,
  params: ({ ticker, adjusted }) => (isIndexTicker(ticker) ? {} : { adjusted }),
  rowsIn: null,
  raw: rawSchema,
  toRow: (raw) => ({
    ticker: raw.symbol,
    date: raw.from.slice(0, 10),
    openPrice: raw.open,
    highPrice: raw.high,
    lowPrice: raw.low,
    closePrice: raw.close,
    volumeShares: raw.volume ?? null,
    preMarketPrice: raw.preMarket ?? null,
    afterHoursPrice: raw.afterHours ?? null,
  }),
};
