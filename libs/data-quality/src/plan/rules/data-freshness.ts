import { msOfTimestamp } from '@tickerlake/athena-sql';
import { type RawBuilder, sql } from 'kysely';
import type { Comparison, DurationCondition, SimpleRule } from '../../dqdl/ast.ts';
import { printCondition } from '../../dqdl/print-dqdl.ts';
import type { Predicate } from '../../sql/predicate.ts';
import { durationMs, momentOf, shift } from '../predicates/date-predicate.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import { columnAt, filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { planRowRule } from '../row-rule.ts';
import { valueWhere } from '../scan-metrics.ts';
import { compareValue, type ValueComparison } from '../predicates/value-predicates.ts';

/**
 * `DataFreshness`: the age of every row's moment, at the run's `now`; NULL has none and fails.
 *
 * @example
 * planDataFreshness(rule, context); // "bar_start" > TIMESTAMP '2026-05-29 19:00:00.000'
 */
export function planDataFreshness(rule: SimpleRule, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  optionsOf(rule, []);
  if (column.type !== 'date' && column.type !== 'timestamp') {
    throw new PlanError(
      `DataFreshness needs dates or timestamps, and "${column.name}" is of type ${column.type}.`,
      rule.at,
    );
  }
  if (rule.condition.type !== 'duration') throw new PlanError('DataFreshness compares with a duration.', rule.at);
  const filter = filterOf(rule);
  const moment = momentOf(column);
  const instantMs = valueWhere([filter], sql`${msOfTimestamp(moment.$castTo<Date>())}`);
  const hoursOld = (ms: number | null | undefined) => ((context.now.getTime() - (ms ?? 0)) / 3_600_000).toFixed(1);
  return planRowRule({
    filter,
    condition: agePredicate(rule.condition, moment, context.now),
    expected: `with an age of ${column.name} ${printCondition(rule.condition)}`,
    threshold: null,
    compliance: `Column.${column.name}.DataFreshness.Compliance`,
    extra: {
      metrics: { newestMs: { expression: sql`MAX(${instantMs})` }, oldestMs: { expression: sql`MIN(${instantMs})` } },
      text: ({ newestMs, oldestMs }) =>
        newestMs === null ? '' : `, ages ${hoursOld(newestMs)} to ${hoursOld(oldestMs)} hours`,
      named: () => ({}),
    },
  });
}

/** An age grows as the moment shrinks, so an order turns round. */
const turned: Partial<Record<Comparison, ValueComparison['op']>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

function agePredicate({ op, operands, at }: DurationCondition, moment: RawBuilder<unknown>, now: Date): Predicate {
  if (op === 'matches' || op === 'not matches') throw new PlanError(`${op} compares texts.`, at);
  const isRange = op === 'between' || op === 'not between';
  const bounds = operands.map((operand) => sql`${shift(now, -durationMs(operand.amount, operand.unit), operand.at)}`);
  return compareValue({ op: turned[op] ?? op, value: moment, literals: isRange ? bounds.toReversed() : bounds });
}
