import { lazySchema } from '../../schema/lazy-schema.ts';
import {
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

/** Which dividends. */
export interface DividendsRequest {
  /** Default: the whole market. */
  readonly ticker?: string;
  /** First ex-dividend date, `YYYY-MM-DD`, included. */
  readonly from?: string;
  /** Last ex-dividend date, included. By default announced future ones are included. */
  readonly to?: string;
}

/** A cash dividend of one share. Dates are `YYYY-MM-DD`, New York. */
export interface Dividend {
  readonly ticker: string;
  /** The first day on which a buyer does not get it. */
  readonly exDividendDate: string;
  /** Of one share, in `currency`, as it was paid: not adjusted for later splits. */
  readonly cashAmount: number;
  /** `USD`, ...; null when the vendor does not say. */
  readonly currency: string | null;
  readonly declarationDate: string | null;
  readonly recordDate: string | null;
  readonly payDate: string | null;
  /** Payments in a year: 0 for a single one; null when the vendor does not say. */
  readonly paymentsPerYear: number | null;
  /** The vendor's id of the row. */
  readonly id: string | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    ticker: textSchema(1),
    ex_dividend_date: dateSchema(),
    cash_amount: countSchema(),
    currency: maybe(textSchema()),
    declaration_date: maybe(textSchema()),
    record_date: maybe(textSchema()),
    pay_date: maybe(textSchema()),
    frequency: maybe(numberSchema()),
    id: maybe(textSchema()),
  }),
);

/** A dividend, as the vendor sends it. */
export type RawDividend = Output<typeof rawSchema>;

/** `/stocks/v1/dividends`, oldest first: paged. */
export const dividends: Endpoint<DividendsRequest, RawDividend, Dividend> = {
  name: 'dividends',
  request: lazySchema(() =>
    objectOf({ ticker: maybe(tickerSchema()), from: maybe(dateSchema()), to: maybe(dateSchema()) }),
  ),
  path: () => '/stocks/v1/dividends',
  params: ({ ticker, from, to }) => ({
    ticker,
    'ex_dividend_date.gte': from,
    'ex_dividend_date.lte': to,
    sort: 'ex_dividend_date.asc',
    limit: 5_000,
  }),
  rowsIn: 'results',
  raw: rawSchema,
  toRow: (raw) => ({
    ticker: raw.ticker,
    exDividendDate: raw.ex_dividend_date,
    cashAmount: raw.cash_amount,
    currency: raw.currency ?? null,
    declarationDate: raw.declaration_date || null,
    recordDate: raw.record_date || null,
    payDate: raw.pay_date || null,
    paymentsPerYear: raw.frequency ?? null,
    id: raw.id ?? null,
  }),
};
