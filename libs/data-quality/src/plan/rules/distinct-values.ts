import { sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan, MetricValues } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText } from '../numbers/number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { countValues, valueWhere } from '../scan-metrics.ts';

/**
 * `DistinctValuesCount`, exact. NULL is not a value, unless `with countNull = "true"`.
 *
 * @example
 * planDistinctValuesCount(rule, test, context); // COUNT(DISTINCT "ticker")
 */
export function planDistinctValuesCount(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  const isNullCounted = optionsOf(rule, ['countNull']).countNull?.toLowerCase() === 'true';
  const filter = filterOf(rule);
  return planAggregateRule({
    filter,
    test,
    metric: `Column.${column.name}.DistinctValuesCount`,
    metrics: {
      distinct: { expression: sql`COUNT(DISTINCT ${valueWhere([filter], column.sql)})` },
      present: countValues(filter, column),
    },
    value: (values) => (values['distinct'] ?? 0) + (isNullCounted && missingIn(values) > 0 ? 1 : 0),
    text: (value, values) => {
      const missing = missingIn(values);
      return `${countText(value, 'distinct value')}${missing > 0 && !isNullCounted ? `, NULL (${countText(missing, 'row')}) not counted` : ''}`;
    },
    rows: (values) => {
      const present = values['present'] ?? 0;
      return { total: present, passed: present, failed: 0, excluded: missingIn(values) };
    },
    withoutValue: '',
  });
}

const missingIn = ({ considered, present }: MetricValues): number => (considered ?? 0) - (present ?? 0);
