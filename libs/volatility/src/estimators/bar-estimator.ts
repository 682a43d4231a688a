import type { Expression, RawBuilder } from 'kysely';
import type { Bar } from '../bar.ts';

/** The columns of a bar in SQL. */
export interface BarColumns {
  readonly open: Expression<number>;
  readonly high: Expression<number>;
  readonly low: Expression<number>;
  readonly close: Expression<number>;
}

/**
 * A measure of one bar: a column's name, unit and meaning, and the same formula twice, in TypeScript and in SQL that
 * runs
 * unchanged on DuckDB, Trino and Athena.
 */
export interface BarEstimator {
  readonly name: string;
  readonly type: 'double';
  /** `variance` means the variance of log prices per bar; its square root is a volatility. */
  readonly unit: 'price' | '%' | 'log' | 'variance';
  readonly nullable: boolean;
  /** One sentence, without a full stop, with the formula. */
  readonly meaning: string;
  /** The formula over `open`, `high`, `low` and `close`, with `ln( )` and `^`: the same as `value`, for people. */
  readonly formula: string;
  /** The value of a bar; null if the prices are not a valid bar. */
  readonly value: (bar: Bar) => number | null;
  readonly expression: (bar: BarColumns) => RawBuilder<number | null>;
}
