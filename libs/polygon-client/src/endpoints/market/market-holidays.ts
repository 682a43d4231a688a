import { lazySchema } from '../../schema/lazy-schema.ts';
import { dateSchema, maybe, objectOf, type Output, textSchema } from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';

/** A coming day on which an exchange is closed, or closes early. */
export interface MarketHoliday {
  /** `YYYY-MM-DD`, New York. */
  readonly date: string;
  /** `NYSE`, `NASDAQ`, ...: a row for each. */
  readonly exchange: string;
  readonly name: string;
  readonly isEarlyClose: boolean;
  /** Opening and closing of an early close, in Unix ms; null of a closed day. */
  readonly openMs: number | null;
  readonly closeMs: number | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    date: dateSchema(),
    exchange: textSchema(1),
    name: maybe(textSchema()),
    status: textSchema(1),
    open: maybe(textSchema()),
    close: maybe(textSchema()),
  }),
);

/** A holiday, as the vendor sends it. */
export type RawMarketHoliday = Output<typeof rawSchema>;

/** `/v1/marketstatus/upcoming`: a bare list; the past is not in it. */
export const marketHolidays: Endpoint<object, RawMarketHoliday, MarketHoliday> = {
  name: 'marketHolidays',
  request: lazySchema(() => objectOf({})),
  path: () => '/v1/marketstatus/upcoming',
  params: () => ({}),
  rowsIn: null,
  raw: rawSchema,
  toRow: ({ date, exchange, name, status, open, close }) => ({
    date,
    exchange,
    name: name ?? '',
    isEarlyClose: status === 'early-close',
    openMs: toMs(open),
    closeMs: toMs(close),
  }),
};

function toMs(text: string | null | undefined): number | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : ms;
}
