import { type RawBuilder, sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { isNotNull } from '../../sql/predicate.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import type { LeafPlan, MetricValues } from '../leaf-plan.ts';
import { toNumberTest } from '../number-test.ts';
import { countText } from '../number-text.ts';
import { columnAt, filterOf, optionsOf, type PlanContext, requireNumeric } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { countRows, valueWhere } from '../scan-metrics.ts';
import type { NumberTest } from '../number-test.ts';

interface Moment {
  /** The aggregate of a column's finite values, as a double or an exact decimal. */
  readonly aggregate: (finite: RawBuilder<unknown>, isDouble: boolean) => RawBuilder<unknown>;
  readonly value: (values: MetricValues) => number | null;
}

const total = (finite: RawBuilder<unknown>, isDouble: boolean) => sql`SUM(${isDouble ? finite : sql`CAST(${finite} AS DECIMAL(38, 0))`})`;
const asMeasured = ({ measured }: MetricValues) => measured ?? null;

/** Sums of whole numbers are exact; deviation and variance are those of the population, as AWS has them. */
const moments: Readonly<Record<string, Moment>> = {
  Mean: {
    aggregate: total,
    value: ({ measured, finite }) => (finite && measured !== null && measured !== undefined ? measured / finite : null),
  },
  Sum: { aggregate: total, value: asMeasured },
  StandardDeviation: { aggregate: (finite) => sql`STDDEV_POP(CAST(${finite} AS DOUBLE))`, value: asMeasured },
  Variance: { aggregate: (finite) => sql`VAR_POP(CAST(${finite} AS DOUBLE))`, value: asMeasured },
};

/**
 * `Mean`, `Sum`, `StandardDeviation`, `Variance`: of the finite values, because one NaN would end the whole scan in DuckDB.
 *
 * @example
 * planMoment(rule, test, context); // STDDEV_POP(CAST(CASE WHEN isfinite("x") THEN "x" END AS DOUBLE))
 */
export function planMoment(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  const moment = moments[rule.type];
  if (moment === undefined) throw new PlanError(`${rule.type} is no moment.`, rule.at);
  requireNumeric(rule, column);
  const filter = filterOf(rule);
  const isDouble = column.type === 'double';
  const isCounted = isDouble ? context.dialect.isFinite(column.sql) : isNotNull(column.sql);
  return planAggregateRule({
    filter,
    test,
    metric: `Column.${column.name}.${rule.type}`,
    metrics: {
      present: countRows([filter, isNotNull(column.sql)]),
      finite: countRows([filter, isCounted]),
      measured: { expression: moment.aggregate(valueWhere(isDouble ? [filter, isCounted] : [filter], column.sql), isDouble) },
    },
    value: moment.value,
    text: (value, { considered, present, finite }) => {
      const infinite = (present ?? 0) - (finite ?? 0);
      const missing = (considered ?? 0) - (present ?? 0);
      return `${value} of ${countText(finite ?? 0, 'value')}${missing > 0 ? `, ${missing} NULL left out` : ''}${infinite > 0 ? `, ${infinite} NaN or infinite left out` : ''}`;
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
 * @throws {PlanError} for a tolerance that is no number from 0 up.
 * @example
 * toMomentTest(rule, context).isMet(1.5);
 */
export function toMomentTest(rule: SimpleRule, context: PlanContext): NumberTest {
  const { tolerance = '0' } = optionsOf(rule, ['tolerance']);
  if (!/^\d+(\.\d+)?$/.test(tolerance)) throw new PlanError(`The option tolerance must be a number from 0 up, not "${tolerance}".`, rule.at);
  if (rule.condition.type !== 'number') throw new PlanError(`${rule.type} compares with a number.`, rule.at);
  return toNumberTest(rule.condition, context, Number(tolerance));
}
