import { lazySchema } from '../../schema/lazy-schema.ts';
import { maybe, objectOf, textSchema } from '../../schema/schemas.ts';

/** Of which market. */
export interface AssetClassRequest {
  /** `stocks`, `options`, `crypto`, `fx`, `indices`; default all. */
  readonly assetClass?: string;
}

/** What such a request must be. */
export const assetClassRequestSchema = lazySchema(() => objectOf({ assetClass: maybe(textSchema(1)) }));
