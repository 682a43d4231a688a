import { quoteValue } from '../dqdl/print-dqdl.ts';
import type { HistoryPoint } from '../history/metric-history.ts';
import type { ColumnProfile } from './table-profile.ts';

/** What the rules of a column are made from, apart from its profile. */
export interface SuggestContext {
  /** At least 1. */
  readonly rows: number;
  readonly now: Date;
  /** What earlier runs measured, by series. */
  readonly past: ReadonlyMap<string, readonly HistoryPoint[]>;
}

/**
 * The filter that leaves out NULL, on which `ColumnValues` would fail; `''` for a complete column.
 *
 * @example
 * notNullFilter(column, 4914); // ' where "\"close\" is not null"'
 */
export const notNullFilter = ({ name, values }: ColumnProfile, rows: number): string =>
  values === rows ? '' : ` where ${quoteValue(`"${name.replaceAll('"', '""')}" is not null`)}`;
