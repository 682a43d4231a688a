import { lazySchema } from '../../schema/lazy-schema.ts';
import { maybe, numberSchema, objectOf, type Output, textSchema } from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';
import { type AssetClassRequest, assetClassRequestSchema } from './asset-class-request.ts';

/** An exchange, a trade reporting facility or a tape. */
export interface Exchange {
  /** As in trades and quotes. */
  readonly id: number;
  readonly name: string;
  /** `exchange`, `TRF`, `SIP`, `ORF`. */
  readonly type: string | null;
  /** Market identifier code (ISO 10383): `XNYS`. */
  readonly mic: string | null;
  readonly operatingMic: string | null;
  /** One letter, as on the tape. */
  readonly participantId: string | null;
  readonly assetClass: string | null;
}

const rawSchema = lazySchema(() =>
  objectOf({
    id: numberSchema(),
    name: maybe(textSchema()),
    type: maybe(textSchema()),
    mic: maybe(textSchema()),
    operating_mic: maybe(textSchema()),
    participant_id: maybe(textSchema()),
    asset_class: maybe(textSchema()),
  }),
);

/** An exchange, as the vendor sends it. */
export type RawExchange = Output<typeof rawSchema>;

/** `/v3/reference/exchanges`. */
export const exchanges: Endpoint<AssetClassRequest, RawExchange, Exchange> = {
  name: 'exchanges',
  request: assetClassRequestSchema,
  path: () => '/v3/reference/exchanges',
  params: ({ assetClass }) => ({ asset_class: assetClass }),
  rowsIn: 'results',
  raw: rawSchema,
  toRow: (raw) => ({
    id: raw.id,
    name: raw.name ?? '',
    type: raw.type ?? null,
    mic: raw.mic ?? null,
    operatingMic: raw.operating_mic ?? null,
    participantId: raw.participant_id ?? null,
    assetClass: raw.asset_class ?? null,
  }),
};
