import { sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { isNull } from '../../sql/predicate.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText } from '../numbers/number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { countRows, valueWhere } from '../scan-metrics.ts';

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
      missing: countRows([filter, isNull(column.sql)]),
    },
    value: ({ distinct, missing }) => (distinct ?? 0) + (isNullCounted && missing ? 1 : 0),
    text: (value, { missing }) =>
      `${countText(value, 'distinct value')}${missing && !isNullCounted ? `, NULL (${countText(missing, 'row')}) not counted` : ''}`,
    rows: ({ considered, missing }) => {
      const present = (considered ?? 0) - (missing ?? 0);
      return { total: present, passed: present, failed: 0, excluded: missing ?? 0 };
    },
    withoutValue: '',
  });
}
