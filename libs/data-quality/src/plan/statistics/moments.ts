import type { SimpleRule } from '../../dqdl/ast.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan, MetricValues } from '../leaf-plan.ts';
import { isCounted, largestOf, productMetrics, sumMetrics, totalOf, type Wholes, wholesOf } from './exact-sums.ts';
import { sumsAtOnce } from './sums-at-once.ts';
import { deviationOf, meanOf, nearest, type Sums, varianceOf } from './exact-statistics.ts';
import { type NumberTest, toNumberTest } from '../numbers/number-test.ts';
import { countText, readable } from '../numbers/number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext, requireNumeric } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { countRows, countValues } from '../scan-metrics.ts';

/** The statistic of sums; `squares` is 0 where `needsSquares` is false. */
interface Moment {
  readonly needsSquares: boolean;
  readonly value: (sums: Sums) => number | null;
}

/** Deviation and variance are those of the population, as AWS has them. */
const moments: Readonly<Record<string, Moment>> = {
  Mean: { needsSquares: false, value: meanOf },
  Sum: { needsSquares: false, value: ({ count, sum, exponent }) => (count === 0n ? null : nearest(sum, 1n, exponent)) },
  StandardDeviation: { needsSquares: true, value: deviationOf },
  Variance: { needsSquares: true, value: varianceOf },
};

/**
 * `Mean`, `Sum`, `StandardDeviation`, `Variance`: of the finite values, from exact sums, so that no order of rows changes a verdict.
 *
 * @example
 * planMoment(rule, test, context); // MAX(ABS(..)), then SUM(..) of scaled values
 */
export function planMoment(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  const moment = moments[rule.type];
  if (moment === undefined) throw new PlanError(`${rule.type} is not a moment.`, rule.at);
  requireNumeric(rule, column);
  const filter = filterOf(rule);
  const counted = [filter, isCounted(column, context)];
  const wholes = (values: MetricValues) => wholesOf(column, counted, values['largest'] ?? 0, context);
  const sumsOf = (whole: Wholes) => ({
    ...sumMetrics('x', whole),
    ...(moment.needsSquares ? productMetrics('xx', whole, whole) : {}),
  });
  return planAggregateRule({
    filter,
    test,
    metric: `Column.${column.name}.${rule.type}`,
    metrics: {
      present: countValues(filter, column),
      finite: countRows(counted),
      ...largestOf('largest', column, counted),
    },
    sums: (values) => sumsOf(wholes(values)),
    ...sumsAtOnce(
      {
        columns: { x: column },
        filter,
        sums: ({ x }) => (x === undefined ? {} : sumsOf(x)),
        rows: ({ present }) => present ?? 0,
        values: (finite, { x = 0 }) => ({ finite, largest: x }),
      },
      context,
    ),
    value: (values, sums) =>
      moment.value({
        count: BigInt(values['finite'] ?? 0),
        sum: totalOf(sums, 'x'),
        squares: totalOf(sums, 'xx'),
        exponent: wholes(values).exponent,
      }),
    text: (value, { considered, present, finite }) => {
      const infinite = (present ?? 0) - (finite ?? 0);
      const missing = (considered ?? 0) - (present ?? 0);
      return `${readable(value)} of ${countText(finite ?? 0, 'value')}${missing > 0 ? `, ${missing} NULL left out` : ''}${infinite > 0 ? `, ${infinite} NaN or infinite left out` : ''}`;
    },
    rows: ({ considered, finite }) => ({
      total: finite ?? 0,
      passed: finite ?? 0,
      failed: 0,
      excluded: (considered ?? 0) - (finite ?? 0),
    }),
    withoutValue: `There is no finite value in ${column.name}.`,
  });
}

/**
 * The test of a moment with its `with tolerance = 0.001`.
 *
 * @throws {PlanError} for a tolerance that is not a number from 0 up.
 * @example
 * toMomentTest(rule, context).isMet(1.5);
 */
export function toMomentTest(rule: SimpleRule, context: PlanContext): NumberTest {
  const { tolerance = '0' } = optionsOf(rule, ['tolerance']);
  if (!/^\d+(\.\d+)?$/.test(tolerance))
    throw new PlanError(`The option tolerance must be a number from 0 up, not "${tolerance}".`, rule.at);
  if (rule.condition.type !== 'number') throw new PlanError(`${rule.type} compares with a number.`, rule.at);
  return toNumberTest(rule.condition, context, Number(tolerance));
}
