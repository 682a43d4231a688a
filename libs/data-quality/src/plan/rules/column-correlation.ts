import { sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { isNotNull, type Predicate } from '../../sql/predicate.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import type { NumberTest } from '../number-test.ts';
import { countText } from '../number-text.ts';
import { type Column, columnsOf, filterOf, optionsOf, type PlanContext, requireNumeric } from '../plan-context.ts';
import { countRows, valueWhere } from '../scan-metrics.ts';

/**
 * `ColumnCorrelation`: Pearson's, over the rows where both values are finite. A constant column has none.
 *
 * @example
 * planColumnCorrelation(rule, test, context); // CORR(CAST("a" AS DOUBLE), CAST("b" AS DOUBLE))
 */
export function planColumnCorrelation(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const columns = columnsOf(rule, context);
  for (const column of columns) requireNumeric(rule, column);
  const filter = filterOf(rule);
  const counted = [filter, ...columns.map((column) => isCounted(column, context))];
  const values = columns.map((column) => sql`CAST(${valueWhere(counted, column.sql)} AS DOUBLE)`);
  const names = columns.map(({ name }) => name).join(',');
  return planAggregateRule({
    filter,
    test,
    metric: `Multicolumn.${names}.ColumnCorrelation`,
    metrics: { pairs: countRows(counted), correlation: { expression: sql`CORR(${sql.join(values)})` } },
    value: ({ correlation }) => (correlation === null || correlation === undefined || Number.isNaN(correlation) ? null : correlation),
    text: (value, { pairs }) => `${value} of ${countText(pairs ?? 0, 'pair')}`,
    rows: ({ considered, pairs }) => ({ total: pairs ?? 0, passed: pairs ?? 0, failed: 0, excluded: (considered ?? 0) - (pairs ?? 0) }),
    withoutValue: `${names} have no correlation: at least one of them is constant or empty.`,
  });
}

function isCounted(column: Column, { dialect }: PlanContext): Predicate {
  return column.type === 'double' ? dialect.isFinite(column.sql) : isNotNull(column.sql);
}
