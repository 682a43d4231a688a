import { sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { allOf } from '../../sql/predicate.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText } from '../numbers/number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext, requireNumeric } from '../plan-context.ts';
import { countRows, valueWhere } from '../scan-metrics.ts';
import { isCounted } from './exact-sums.ts';

/**
 * `Range`: largest minus smallest of the finite values.
 *
 * @example
 * planRange(rule, test, context); // MIN(..), MAX(..)
 */
export function planRange(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const column = columnAt(rule, 0, context);
  requireNumeric(rule, column);
  const filter = filterOf(rule);
  const value = sql`CAST(${valueWhere([filter, isCounted(column, context)], column.sql)} AS DOUBLE)`;
  return planAggregateRule({
    filter,
    test,
    metric: `Column.${column.name}.Range`,
    metrics: { least: { expression: sql`MIN(${value})` }, most: { expression: sql`MAX(${value})` } },
    value: ({ least = null, most = null }) => (least === null || most === null ? null : most - least),
    text: (range, { least, most }) => `${range}, from ${least} to ${most}`,
    withoutValue: `There is no finite value in ${column.name}.`,
  });
}

/**
 * `ZerosCount`: rows whose value is 0.
 *
 * @example
 * planZerosCount(rule, test, context); // COUNT(CASE WHEN "volume" = 0 THEN 1 END)
 */
export function planZerosCount(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const column = columnAt(rule, 0, context);
  requireNumeric(rule, column);
  const filter = filterOf(rule);
  const isZero = sql<boolean>`${column.sql} = 0`;
  return planAggregateRule({
    filter,
    test,
    metric: `Column.${column.name}.ZerosCount`,
    metrics: { zeros: countRows([filter, isZero]) },
    value: ({ considered, zeros }) => (considered ? (zeros ?? 0) : null),
    text: (zeros, { considered }) => `${zeros} of ${countText(considered ?? 0, 'row')}`,
    withoutValue: '',
    failing: allOf([filter, isZero]),
  });
}
