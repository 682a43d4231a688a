import { lazySchema } from '../../schema/lazy-schema.ts';
import {
  booleanSchema,
  listSchema,
  maybe,
  maybeObject,
  numberSchema,
  objectOf,
  type Output,
  textSchema,
} from '../../schema/schemas.ts';
import type { Endpoint } from '../endpoint.ts';
import { type AssetClassRequest, assetClassRequestSchema } from './asset-class-request.ts';

/** A condition of trades or quotes, and which prices a trade with it changes. */
export interface Condition {
  /** As in trades and quotes. */
  readonly id: number;
  readonly name: string;
  /** `sale_condition`, `quote_condition`, ... */
  readonly type: string | null;
  readonly assetClass: string | null;
  /** `trade`, `bbo`, `nbbo`. */
  readonly dataTypes: readonly string[];
  /** Whether a trade with it counts for high and low of the consolidated tape; null when the vendor does not say. */
  readonly changesHighLow: boolean | null;
  readonly changesOpenClose: boolean | null;
  readonly changesVolume: boolean | null;
}

const updates = () =>
  maybeObject({
    updates_high_low: maybe(booleanSchema()),
    updates_open_close: maybe(booleanSchema()),
    updates_volume: maybe(booleanSchema()),
  });
const rawSchema = lazySchema(() =>
  objectOf({
    id: numberSchema(),
    name: maybe(textSchema()),
    type: maybe(textSchema()),
    asset_class: maybe(textSchema()),
    data_types: maybe(listSchema()),
    update_rules: maybeObject({ consolidated: updates(), market_center: updates() }),
  }),
);

/** A condition, as the vendor sends it. */
export type RawCondition = Output<typeof rawSchema>;

/** `/v3/reference/conditions`: paged. */
export const conditions: Endpoint<AssetClassRequest, RawCondition, Condition> = {
  name: 'conditions',
  request: assetClassRequestSchema,
  path: () => '/v3/reference/conditions',
  params: ({ assetClass }) => ({ asset_class: assetClass, limit: 1_000 }),
  rowsIn: 'results',
  raw: rawSchema,
  toRow: (raw) => ({
    id: raw.id,
    name: raw.name ?? '',
    type: raw.type ?? null,
    assetClass: raw.asset_class ?? null,
    dataTypes: (raw.data_types ?? []).filter((type) => typeof type === 'string'),
    changesHighLow: raw.update_rules?.consolidated?.updates_high_low ?? null,
    changesOpenClose: raw.update_rules?.consolidated?.updates_open_close ?? null,
    changesVolume: raw.update_rules?.consolidated?.updates_volume ?? null,
  }),
};
