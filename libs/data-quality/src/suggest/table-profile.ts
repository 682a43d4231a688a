import type { ColumnType } from '../plan/plan-context.ts';

/** What a column holds. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows without NULL. */
  readonly values: number;
  /** NaN and infinities among the values. */
  readonly notFinite: number;
  /** Number of different values; null for types that are not counted: fractions, arrays, types without an order. */
  readonly distinct: number | null;
  /** For numbers: least, largest, mean and population standard deviation of the finite values; null without any. */
  readonly numbers: {
    readonly low: number;
    readonly high: number;
    readonly mean: number;
    readonly deviation: number;
  } | null;
  /** For dates and timestamps: the first and the last day, `YYYY-MM-DD`; null without any. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** For texts: lengths in characters, and the narrowest known pattern that every value matches; null without any. */
  readonly texts: { readonly shortest: number; readonly longest: number; readonly pattern: string | null } | null;
  /** For texts with at most 20 different values: each with its row count. */
  readonly counts: readonly { readonly value: string; readonly rows: number }[] | null;
}

/** What a table holds. */
export interface TableProfile {
  readonly dataset: string;
  readonly rows: number;
  /** In the order of the table. */
  readonly columns: readonly ColumnProfile[];
  /** The known key, or the fewest columns that are unique and never NULL; null when no one, two or three columns are. */
  readonly key: readonly string[] | null;
  /** The statements that measured it: one scan, one of the frequent values, at most two of keys. */
  readonly statements: readonly string[];
}

/** The most different values that are a list. */
export const mostListed = 20;
