import { type RawBuilder, sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { datasetOf } from '../../sql/names.ts';
import { allOf, type Predicate } from '../../sql/predicate.ts';
import { type LeafPlan, type MetricValues, toFinding } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, missText, readable } from '../numbers/number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext, requireNumeric } from '../plan-context.ts';
import { isCounted } from './exact-sums.ts';

/**
 * `InterquartileRange`: third minus first quartile of the finite values, exact, between two neighbours in proportion.
 *
 * @example
 * planInterquartileRange(rule, test, context); // ROW_NUMBER() OVER (ORDER BY ..)
 */
export function planInterquartileRange(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const column = columnAt(rule, 0, context);
  requireNumeric(rule, column);
  const value = sql`CAST(${column.sql} AS DOUBLE)`;
  const isRanked = allOf([filterOf(rule), isCounted(column, context)]);
  const ranked = sql`SELECT ${value} AS "x", ROW_NUMBER() OVER (ORDER BY ${value}) - 1 AS "place", COUNT(*) OVER () - 1 AS "last"
    FROM ${datasetOf(context.dataset)} WHERE ${isRanked}`;
  const quartiles = [1, 3].flatMap((part) => [
    sql`${valueAt(part, 0)} AS ${sql.id(`low${part}`)}`,
    sql`${valueAt(part, 1)} AS ${sql.id(`high${part}`)}`,
  ]);
  return {
    kind: 'statement',
    query: sql`SELECT COUNT(*) AS "finite", ${sql.join(quartiles)} FROM (${ranked}) AS "ranked"`,
    decide: (values) => {
      const finite = values['finite'] ?? 0;
      if (finite === 0)
        return toFinding({
          status: 'fail',
          expected: test.text,
          message: `There is no finite value in ${column.name}${rule.where === undefined ? '' : ' that the filter leaves'}.`,
        });
      const [first, third] = [quartile(1, values, finite), quartile(3, values, finite)];
      const range = third - first;
      const isMet = test.isMet(range);
      return toFinding({
        status: isMet ? 'pass' : 'fail',
        metrics: { [`Column.${column.name}.InterquartileRange`]: range },
        observed: range,
        observedText: `${readable(range)}, from ${readable(first)} to ${readable(third)}, of ${countText(finite, 'value')}`,
        expected: test.text,
        message: isMet ? '' : missText(range),
      });
    },
  };
}

/** The value at the place `part / 4 * last`, rounded down, or the one after it; without a division, which engines do differently. */
function valueAt(part: number, after: 0 | 1): RawBuilder<unknown> {
  const place = sql`4 * ("place" - ${sql.lit(after)})`;
  const isThere: Predicate = sql<boolean>`${place} <= ${sql.lit(part)} * "last" AND ${place} + 4 > ${sql.lit(part)} * "last"`;
  return sql`MAX(CASE WHEN ${isThere} THEN "x" END)`;
}

function quartile(part: 1 | 3, values: MetricValues, finite: number): number {
  const low = values[`low${part}`] ?? Number.NaN;
  const high = values[`high${part}`] ?? low;
  return low + ((part * (finite - 1)) % 4) * ((high - low) / 4);
}
