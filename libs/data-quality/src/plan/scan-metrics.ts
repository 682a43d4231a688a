import { type RawBuilder, sql } from 'kysely';
import { columnOf } from '../sql/names.ts';
import { allOf, always, isNotNull, type Predicate } from '../sql/predicate.ts';
import type { Metric } from './metric.ts';
import type { Column } from './plan-context.ts';

/**
 * How many rows meet all conditions. SQL: `COUNT(CASE WHEN .. THEN 1 END)`, which is ten times faster in DuckDB than
 * `COUNT(*) FILTER (WHERE ..)` when there are hundreds, and 0 where there is no row.
 *
 * @example
 * countRows([filter, isNotNull(column)]);
 */
export function countRows(predicates: readonly Predicate[]): Metric {
  const predicate = allOf(predicates);
  return predicate === always
    ? { expression: sql`COUNT(*)`, isStatistic: true }
    : { expression: sql`COUNT(CASE WHEN ${predicate} THEN 1 END)` };
}

/**
 * How many rows that the filter leaves have a value in the column, whatever its type.
 *
 * @example
 * countValues(always, column); // COUNT("close")
 */
export function countValues(filter: Predicate, { name }: Pick<Column, 'name'>): Metric {
  const value = columnOf(name);
  return filter === always
    ? { expression: sql`COUNT(${value})`, isStatistic: true }
    : countRows([filter, isNotNull(value)]);
}

/**
 * The least and the greatest value of a numeric column, from the statistics of files: nothing is known of NaN.
 *
 * @example
 * extentOf('x', column); // { leastx: MIN("close"), mostx: MAX("close") }
 */
export function extentOf(name: string, column: Pick<Column, 'name'>): Readonly<Record<string, Metric>> {
  const value = columnOf(column.name);
  return {
    [`least${name}`]: { expression: sql`MIN(${value})`, isStatistic: true },
    [`most${name}`]: { expression: sql`MAX(${value})`, isStatistic: true },
  };
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
