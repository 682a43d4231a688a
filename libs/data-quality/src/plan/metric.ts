import type { RawBuilder } from 'kysely';

/** A column of the fused scan. Two metrics with the same SQL are read once. */
export interface Metric {
  readonly expression: RawBuilder<unknown>;
  /** An engine can answer it from the statistics of files, if it is asked together with such metrics only. */
  readonly isStatistic?: true;
}

/** Sums that are read as whole numbers of any size, by the names that the plan gave them; 0 where there was no value. */
export type WholeSums = Readonly<Record<string, bigint>>;
