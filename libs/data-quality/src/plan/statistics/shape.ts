import { type RawBuilder, sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan, MetricValues } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, readable } from '../numbers/number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext, requireNumeric } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { countRows, valueWhere } from '../scan-metrics.ts';
import type { WholeSums } from '../metric.ts';
import { isCounted } from './exact-sums.ts';
import { powerSum, type PowerSums, shapeOf } from './shape-of.ts';

/**
 * `Skewness` and `Kurtosis` (excess) of the population of finite values, 0 of a constant column, as in Deequ. The values are moved and
 * scaled into -1 to 1, and their powers added as whole numbers, so that no order of rows changes a verdict.
 *
 * @example
 * planShape(rule, test, context); // MIN(..), MAX(..), then SUM(..) of powers
 */
export function planShape(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const column = columnAt(rule, 0, context);
  requireNumeric(rule, column);
  if (rule.type !== 'Skewness' && rule.type !== 'Kurtosis')
    throw new PlanError(`${rule.type} is not a shape.`, rule.at);
  const kind = rule.type;
  const filter = filterOf(rule);
  const counted = [filter, isCounted(column, context)];
  const value = sql`CAST(${valueWhere(counted, column.sql)} AS DOUBLE)`;
  return planAggregateRule({
    filter,
    test,
    metric: `Column.${column.name}.${kind}`,
    metrics: {
      finite: countRows(counted),
      least: { expression: sql`MIN(${value})` },
      most: { expression: sql`MAX(${value})` },
    },
    sums: (values) => {
      const scaled = scaledValue(value, values);
      if (scaled === null) return {};
      const squared = sql`${scaled} * ${scaled}`;
      return {
        x: powerSum(scaled),
        xx: powerSum(squared),
        xxx: powerSum(sql`${squared} * ${scaled}`),
        ...(kind === 'Kurtosis' ? { xxxx: powerSum(sql`${squared} * ${squared}`) } : {}),
      };
    },
    value: ({ finite }, sums) => (finite ? shapeOf(kind, toPowerSums(finite, sums)) : null),
    text: (shape, { finite }) => `${readable(shape)} of ${countText(finite ?? 0, 'value')}`,
    withoutValue: `There is no finite value in ${column.name}.`,
  });
}

const toPowerSums = (count: number, { x = 0n, xx = 0n, xxx = 0n, xxxx = 0n }: WholeSums): PowerSums => ({
  count: BigInt(count),
  sums: [x, xx, xxx, xxxx],
});

/** From -1 to 1; null where all values are the same. */
function scaledValue(value: RawBuilder<unknown>, { least, most }: MetricValues): RawBuilder<unknown> | null {
  const [low, high] = [least ?? 0, most ?? 0];
  const half = high / 2 - low / 2;
  if (!(half > 0)) return null;
  const number = (one: number) => sql`CAST(${one} AS DOUBLE)`;
  return sql`((${value} - ${number(low / 2 + high / 2)}) / ${number(half)})`;
}
