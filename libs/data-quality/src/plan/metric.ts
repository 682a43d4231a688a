import type { RawBuilder } from 'kysely';

/** A column of the fused scan. Two metrics with the same SQL are read once. */
export interface Metric {
  readonly expression: RawBuilder<unknown>;
}
