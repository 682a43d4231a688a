/** The type of a column after Grafana has read it; `time` is in milliseconds since 1970. */
export type FieldType = 'time' | 'number' | 'string' | 'boolean';

/** A result: columns with names and field types, and rows in order; null for NULL cells. */
export interface LongFrame {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Series with shared times, as drawn by a time series panel. */
export interface WideFrame {
  /** Milliseconds since 1970; ascending and distinct, unless the query has no label column. */
  readonly timesMs: readonly number[];
  readonly series: readonly WideSeries[];
}

/** One line. Null at times when only other series have a value, or for a NULL. */
export interface WideSeries {
  /** The name of the value column. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
}

/**
 * The value of a series without a row at a time of another series; Grafana's `fillMode` of a target: 0 is the previous
 * value, 1 is null, 2 is `value`.
 */
export interface FillMode {
  readonly mode: 0 | 1 | 2;
  readonly value?: number;
}
