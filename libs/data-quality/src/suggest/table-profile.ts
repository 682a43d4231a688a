import type { ColumnType } from '../plan/plan-context.ts';

/** What a column holds. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  /** Rows without NULL. */
  readonly values: number;
  /** NaN and infinities among the values. */
  readonly notFinite: number;
  /** Different values; null of types that are not counted: fractions, arrays and other types without an order. */
  readonly distinct: number | null;
  /** Of numbers: both ends, mean and population standard deviation of the finite values; null without one. */
  readonly numbers: {
    readonly low: number;
    readonly high: number;
    readonly mean: number;
    readonly deviation: number;
  } | null;
  /** Of dates and moments: the first and the last day, `YYYY-MM-DD`; null without one. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** Of texts: lengths in characters, and the narrowest known pattern that every value matches; null without one. */
  readonly texts: { readonly shortest: number; readonly longest: number; readonly pattern: string | null } | null;
  /** Of texts with at most 20 different values: each with its rows. */
  readonly counts: readonly { readonly value: string; readonly rows: number }[] | null;
}

/** What a table holds. */
export interface TableProfile {
  readonly dataset: string;
  readonly rows: number;
  /** In the order of the table. */
  readonly columns: readonly ColumnProfile[];
  /** The fewest columns whose values are there once and never NULL; null where no one, two or three columns are. */
  readonly key: readonly string[] | null;
  /** The statements that measured it: one scan, one of the frequent values, at most two of keys. */
  readonly statements: readonly string[];
}

/** More different values are no list. */
export const mostListed = 20;
