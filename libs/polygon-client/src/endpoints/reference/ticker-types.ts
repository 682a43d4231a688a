import { lazySchema } from '../../schema/lazy-schema.ts';
import { maybe, objectOf, type Output, textSchema } from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';
import { type AssetClassRequest, assetClassRequestSchema } from './asset-class-request.ts';

/** A kind of instrument, such as common stock. */
export interface TickerType {
  /** The vendor's code, as in `TickerReference.type`: `CS`, `ETF`. */
  readonly code: string;
  readonly description: string;
  readonly assetClass: string | null;
  readonly locale: string | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    code: textSchema(1),
    description: maybe(textSchema()),
    asset_class: maybe(textSchema()),
    locale: maybe(textSchema()),
  }),
);

/** A kind of instrument, as the vendor sends it. */
export type RawTickerType = Output<typeof rawSchema>;

/** `/v3/reference/tickers/types`. */
export const tickerTypes: Endpoint<AssetClassRequest, RawTickerType, TickerType> = {
  name: 'tickerTypes',
  request: assetClassRequestSchema,
  path: () => '/v3/reference/tickers/types',
  params: ({ assetClass }) => ({ asset_class: assetClass }),
  rowsIn: 'results',
  raw: rawSchema,
  toRow: (raw) => ({
    code: raw.code,
    description: raw.description ?? '',
    assetClass: raw.asset_class ?? null,
    locale: raw.locale ?? null,
  }),
};
