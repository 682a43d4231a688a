import { type RawBuilder, sql } from 'kysely';
import { allOf, always, type Predicate } from '../sql/predicate.ts';
import type { Metric } from './metric.ts';

/**
 * How many rows meet all conditions. SQL: `COUNT(CASE WHEN .. THEN 1 END)`, which is ten times faster in DuckDB than
 * `COUNT(*) FILTER (WHERE ..)` when there are hundreds, and 0 where there is no row.
 *
 * @example
 * countRows([filter, isNotNull(column)]);
 */
export function countRows(predicates: readonly Predicate[]): Metric {
  const predicate = allOf(predicates);
  return { expression: predicate === always ? sql`COUNT(*)` : sql`COUNT(CASE WHEN ${predicate} THEN 1 END)` };
}

/**
 * The value where the conditions are met, else NULL, which aggregates leave out.
 *
 * @example
 * valueWhere([filter], column.sql); // CASE WHEN .. THEN "close" END
 */
export function valueWhere(predicates: readonly Predicate[], value: RawBuilder<unknown>): RawBuilder<unknown> {
  const predicate = allOf(predicates);
  return predicate === always ? value : sql`CASE WHEN ${predicate} THEN ${value} END`;
}

/**
 * The two counts that every scanned rule needs: all rows of the table, and those that its filter leaves.
 *
 * @example
 * rowMetrics(filter); // COUNT(*), COUNT(CASE WHEN .. THEN 1 END)
 */
export function rowMetrics(filter: Predicate): { readonly total: Metric; readonly considered: Metric } {
  return { total: countRows([]), considered: countRows([filter]) };
}
