import type { SimpleRule } from '../../dqdl/ast.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import { isCounted, largestOf, productMetrics, sumMetrics, totalOf, type Wholes, wholesOf } from './exact-sums.ts';
import { sumsAtOnce } from './sums-at-once.ts';
import { correlationOf, type Sums } from './exact-statistics.ts';
import type { LeafPlan, MetricValues } from '../leaf-plan.ts';
import type { WholeSums } from '../metric.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, readable } from '../numbers/number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext, requireNumeric } from '../plan-context.ts';
import { countRows } from '../scan-metrics.ts';

/**
 * `ColumnCorrelation`: Pearson's, over the rows where both values are finite, from exact sums. A constant column has none.
 *
 * @example
 * planColumnCorrelation(rule, test, context); // MAX(ABS(..)) of both, then SUM(..) of scaled values, squares and products
 */
export function planColumnCorrelation(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const [x, y] = [columnAt(rule, 0, context), columnAt(rule, 1, context)];
  requireNumeric(rule, x);
  requireNumeric(rule, y);
  const filter = filterOf(rule);
  const counted = [filter, isCounted(x, context), isCounted(y, context)];
  const wholes = (values: MetricValues) => ({
    x: wholesOf(x, counted, values['largestX'] ?? 0, context),
    y: wholesOf(y, counted, values['largestY'] ?? 0, context),
  });
  const names = `${x.name},${y.name}`;
  return planAggregateRule({
    filter,
    test,
    metric: `Multicolumn.${names}.ColumnCorrelation`,
    metrics: { pairs: countRows(counted), ...largestOf('largestX', x, counted), ...largestOf('largestY', y, counted) },
    sums: (values) => allSums(wholes(values)),
    ...sumsAtOnce(
      {
        columns: { x, y },
        filter,
        sums: ({ x: wholeX, y: wholeY }) =>
          wholeX === undefined || wholeY === undefined ? {} : allSums({ x: wholeX, y: wholeY }),
        rows: ({ total }) => total ?? 0,
        values: (pairs, { x: largestX = 0, y: largestY = 0 }) => ({ pairs, largestX, largestY }),
      },
      context,
    ),
    value: ({ pairs }, sums) => correlationOf(sumsOf('x', pairs, sums), sumsOf('y', pairs, sums), totalOf(sums, 'xy')),
    text: (value, { pairs }) => `${readable(value)} of ${countText(pairs ?? 0, 'pair')}`,
    rows: ({ considered, pairs }) => ({
      total: pairs ?? 0,
      passed: pairs ?? 0,
      failed: 0,
      excluded: (considered ?? 0) - (pairs ?? 0),
    }),
    withoutValue: `${names} have no correlation: at least one of them is constant or empty.`,
  });
}

const allSums = ({ x, y }: { readonly x: Wholes; readonly y: Wholes }) => ({
  ...sumMetrics('x', x),
  ...sumMetrics('y', y),
  ...productMetrics('xx', x, x),
  ...productMetrics('yy', y, y),
  ...productMetrics('xy', x, y),
});

/** A correlation is the same whatever its columns are scaled by. */
const sumsOf = (name: 'x' | 'y', pairs: number | null | undefined, sums: WholeSums): Sums => ({
  count: BigInt(pairs ?? 0),
  sum: totalOf(sums, name),
  squares: totalOf(sums, name + name),
  exponent: 0,
});
