import { type RawBuilder, sql } from 'kysely';
import { type Bar, isCoherent } from '../bar.ts';
import type { BarColumns } from './bar-estimator.ts';

/**
 * Applies a formula only to coherent bars; null for others.
 *
 * @example
 * const logRange = coherentValue(({ high, low }) => Math.log(high / low));
 */
export function coherentValue(formula: (bar: Bar) => number): (bar: Bar) => number | null {
  return (bar) => (isCoherent(bar) ? formula(bar) : null);
}

/**
 * The same in SQL. NaN, infinities and NULL fail the condition on every engine: DuckDB sorts NaN above all numbers,
 * and in
 * Trino comparisons with it are false. CASE avoids calling `ln` with values that DuckDB rejects.
 *
 * Shows: `case when low > 0 and low <= open and open <= high and low <= close and close <= high and high <= 1.79E308
 * then <formula> end`
 *
 * @example
 * const logRange = coherentExpression(({ high, low }) => sql`ln(${high} / ${low})`);
 */
export function coherentExpression(
  formula: (bar: BarColumns) => RawBuilder<number>,
): (bar: BarColumns) => RawBuilder<number | null> {
  return (bar) => {
    const { open, high, low, close } = bar;
    return sql<
      number | null
    >`case when ${low} > 0E0 and ${low} <= ${open} and ${open} <= ${high} and ${low} <= ${close} and ${close} <= ${high} and ${high} <= 1.7976931348623157E308 then ${formula(bar)} end`;
  };
}
