import { type RawBuilder, sql } from 'kysely';
import { type Bar, isCoherent } from '../bar.ts';
import type { BarColumns } from './bar-estimator.ts';

/**
 * A formula for coherent bars only; null for all others.
 *
 * @example
 * const logRange = coherentValue(({ high, low }) => Math.log(high / low));
 */
export function coherentValue(formula: (bar: Bar) => number): (bar: Bar) => number | null {
  return (bar) => (isCoherent(bar) ? formula(bar) : null);
}

/**
 * The same in SQL. NaN, infinities and NULL fail the test on every engine: DuckDB sorts NaN above all numbers, Trino
 * compares it as false. CASE keeps `ln` from what DuckDB would refuse.
 *
 * Shows: `case when low > 0 and low <= open and open <= high and low <= close and close <= high and high <= 1.79E308 then <formula> end`
 *
 * @example
 * const logRange = coherentExpression(({ high, low }) => sql`ln(${high} / ${low})`);
 */
export function coherentExpression(formula: (bar: BarColumns) => RawBuilder<number>): (bar: BarColumns) => RawBuilder<number | null> {
  return (bar) => {
    const { open, high, low, close } = bar;
    return sql<number | null>`case when ${low} > 0E0 and ${low} <= ${open} and ${open} <= ${high} and ${low} <= ${close} and ${close} <= ${high} and ${high} <= 1.7976931348623157E308 then ${formula(bar)} end`;
  };
}
