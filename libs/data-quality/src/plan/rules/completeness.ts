import { sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { allOf, isNotNull, type Predicate, unmet } from '../../sql/predicate.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, readable } from '../numbers/number-text.ts';
import { type Column, columnAt, filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { planRowRule } from '../row-rule.ts';
import type { Metric } from '../metric.ts';
import { countRows, countValues } from '../scan-metrics.ts';

/**
 * `IsComplete`: no row without a value.
 *
 * @example
 * planIsComplete(rule, context); // COUNT(CASE WHEN "hourly_var" IS NOT NULL THEN 1 END)
 */
export function planIsComplete(rule: SimpleRule, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  const nan = nanOf(rule, context);
  const filter = filterOf(rule);
  return planRowRule({
    filter,
    condition: isPresent(column, nan, context),
    passed: countPresent(filter, column, nan, context),
    expected: `with a value of ${column.name}${nan === 'missing' && column.type === 'double' ? ' that is not NaN' : ''}`,
    threshold: null,
    compliance: `Column.${column.name}.Completeness`,
  });
}

/**
 * `Completeness`: the share of rows with a value.
 *
 * @example
 * planCompleteness(rule, test, context); // COUNT(CASE WHEN "hourly_var" IS NOT NULL THEN 1 END)
 */
export function planCompleteness(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  const filter = filterOf(rule);
  const nan = nanOf(rule, context);
  return planAggregateRule({
    filter,
    test,
    metric: `Column.${column.name}.Completeness`,
    metrics: { present: countPresent(filter, column, nan, context) },
    value: ({ considered, present: count }) => (considered ? (count ?? 0) / considered : null),
    text: (value, { considered, present: count }) =>
      `${count} of ${countText(considered ?? 0, 'row')} (${readable(value)})`,
    rows: ({ considered, present: count }) => ({
      total: considered ?? 0,
      passed: count ?? 0,
      failed: (considered ?? 0) - (count ?? 0),
      excluded: 0,
    }),
    withoutValue: '',
    failing: allOf([filter, unmet(isPresent(column, nan, context))]),
  });
}

const isEveryValue = (column: Column, nan: 'present' | 'missing') => nan === 'present' || column.type !== 'double';

function countPresent(filter: Predicate, column: Column, nan: 'present' | 'missing', context: PlanContext): Metric {
  return isEveryValue(column, nan) ? countValues(filter, column) : countRows([filter, isPresent(column, nan, context)]);
}

function isPresent(column: Column, nan: 'present' | 'missing', { dialect }: PlanContext): Predicate {
  if (isEveryValue(column, nan)) return isNotNull(column.sql);
  return allOf([isNotNull(column.sql), sql<boolean>`NOT ${dialect.isNan(column.sql)}`]);
}

/** `with nan = "missing"`, or the run's own choice. */
function nanOf(rule: SimpleRule, context: PlanContext): 'present' | 'missing' {
  const { nan = context.nan } = optionsOf(rule, ['nan']);
  if (nan === 'present' || nan === 'missing') return nan;
  throw new PlanError(`The option nan is "present" or "missing", not "${nan}".`, rule.at);
}
