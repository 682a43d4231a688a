import { lazySchema } from '../../schema/lazy-schema.ts';
import { booleanSchema, maybe, maybeObject, objectOf, type Output, textSchema } from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';

/** What is open now. */
export interface MarketStatus {
  /** Of US stocks: `open`, `closed`, `extended-hours`. */
  readonly market: string;
  /** The server's time, in Unix ms; null when it cannot be read. */
  readonly serverMs: number | null;
  readonly isPreMarket: boolean;
  readonly isAfterHours: boolean;
  /** `open` or `closed`; null when the vendor does not say. */
  readonly crypto: string | null;
  readonly fx: string | null;
  readonly nasdaq: string | null;
  readonly nyse: string | null;
  readonly otc: string | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    market: textSchema(1),
    serverTime: maybe(textSchema()),
    earlyHours: maybe(booleanSchema()),
    afterHours: maybe(booleanSchema()),
    currencies: maybeObject({ crypto: maybe(textSchema()), fx: maybe(textSchema()) }),
    exchanges: maybeObject({ nasdaq: maybe(textSchema()), nyse: maybe(textSchema()), otc: maybe(textSchema()) }),
  }),
);

/** What is open now, as the vendor sends it. */
export type RawMarketStatus = Output<typeof rawSchema>;

/** `/v1/marketstatus/now`. */
export const marketStatus: Endpoint<object, RawMarketStatus, MarketStatus> = {
  name: 'marketStatus',
  request: lazySchema(() => objectOf({})),
  path: () => '/v1/marketstatus/now',
  params: () => ({}),
  rowsIn: null,
  raw: rawSchema,
  toRow: ({ market, serverTime, earlyHours, afterHours, currencies, exchanges }) => {
    const serverMs = Date.parse(serverTime ?? '');
    return {
      market,
      serverMs: Number.isNaN(serverMs) ? null : serverMs,
      isPreMarket: earlyHours ?? false,
      isAfterHours: afterHours ?? false,
      crypto: currencies?.crypto ?? null,
      fx: currencies?.fx ?? null,
      nasdaq: exchanges?.nasdaq ?? null,
      nyse: exchanges?.nyse ?? null,
      otc: exchanges?.otc ?? null,
    };
  },
};
