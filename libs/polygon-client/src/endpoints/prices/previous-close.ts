import { isIndexTicker } from '../../tickers/is-index-ticker.ts';
import { type BarValues, toBarValues } from '../../bars/bar-values.ts';
import { barFields } from '../../schema/bar-schemas.ts';
import { lazySchema } from '../../schema/lazy-schema.ts';
import {
  booleanSchema,
  countSchema,
  maybe,
  objectOf,
  type Output,
  textSchema,
  tickerSchema,
} from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';

/** Whose last session. */
export interface PreviousCloseRequest {
  readonly ticker: string;
  /** Whether prices are adjusted for splits up to now. Not sent for indices. */
  readonly adjusted: boolean;
}

/** The day bar of a ticker's last completed session. */
export interface PreviousClose extends BarValues {
  readonly ticker: string;
  /** The vendor's time of the bar, in Unix ms: the end of regular hours. */
  readonly endMs: number;
}

const rawSchema = lazySchema(() => objectOf({ ...barFields(), v: maybe(countSchema()), T: maybe(textSchema()) }));

/** The last session's day bar, as the vendor sends it. */
export type RawPreviousClose = Output<typeof rawSchema>;

/** `/v2/aggs/ticker/{ticker}/prev`. No row for an unknown ticker. */
export const previousClose: Endpoint<PreviousCloseRequest, RawPreviousClose, PreviousClose> = {
  name: 'previousClose',
  request: lazySchema(() => objectOf({ ticker: tickerSchema(), adjusted: booleanSchema() })),
  path: ({ ticker }) => `/v2/aggs/ticker/${encodeURIComponent(ticker)}/prev`,
  params: ({ ticker, adjusted }) => (isIndexTicker(ticker) ? {} : { adjusted }),
  rowsIn: 'results',
  raw: rawSchema,
  toRow: (raw, { ticker }) => ({ ticker: raw.T ?? ticker, endMs: raw.t, ...toBarValues(raw) }),
};
