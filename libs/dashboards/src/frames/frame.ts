/** What a column holds once Grafana has read it: `time` in milliseconds since 1970. */
export type FieldType = 'time' | 'number' | 'string' | 'boolean';

/** A result: columns with their names and field types, and rows in their order; null where a cell is NULL. */
export interface LongFrame {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Series on shared times: what a time series panel draws. */
export interface WideFrame {
  /** Milliseconds since 1970; ascending and distinct, unless the query had no label column. */
  readonly timesMs: readonly number[];
  readonly series: readonly WideSeries[];
}

/** One line. A null is a time at which other series have a value and this one has none, or a NULL. */
export interface WideSeries {
  /** The name of the value column. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
}

/** What stands where a series has no row at a time of the others; Grafana's `fillMode` of a target, 0 being the last value before, 1 null, 2 `value`. */
export interface FillMode {
  readonly mode: 0 | 1 | 2;
  readonly value?: number;
}
