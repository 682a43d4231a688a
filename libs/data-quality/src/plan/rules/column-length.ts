import { cardinality } from '@tickerlake/athena-sql';
import { sql } from 'kysely';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { printCondition } from '../../dqdl/print-dqdl.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import { numberPredicate } from '../predicates/number-predicate.ts';
import { columnAt, filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { planRowRule } from '../row-rule.ts';
import { valueWhere } from '../scan-metrics.ts';

/**
 * `ColumnLength`: the length of every text in characters, of a binary in bytes, of an array in elements; NULL has the length 0.
 *
 * @example
 * planColumnLength(rule, context); // COALESCE(LENGTH("ticker"), 0) > 0
 */
export function planColumnLength(rule: SimpleRule, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  optionsOf(rule, []);
  const lengths = {
    string: sql`LENGTH(${column.sql})`,
    binary: context.dialect.byteLength(column.sql),
    array: sql`${cardinality(column.sql.$castTo<readonly unknown[]>())}`,
  };
  const own = Object.hasOwn(lengths, column.type) ? lengths[column.type as keyof typeof lengths] : undefined;
  if (own === undefined)
    throw new PlanError(`ColumnLength needs texts, and "${column.name}" is of type ${column.type}.`, rule.at);
  const { condition } = rule;
  if (condition.type !== 'number') throw new PlanError('ColumnLength compares with a number.', rule.at);
  if (condition.operands.some((operand) => operand.kind === 'null'))
    throw new PlanError('A length is never NULL: NULL counts as the length 0.', condition.at);
  const filter = filterOf(rule);
  const length = sql`COALESCE(${own}, 0)`;
  return planRowRule({
    filter,
    condition: numberPredicate(condition, length, false, context),
    expected: `with a length of ${column.name} ${printCondition(condition, true)}`,
    threshold: null,
    compliance: `Column.${column.name}.LengthCompliance`,
    extra: {
      metrics: {
        shortest: { expression: sql`MIN(${valueWhere([filter], length)})` },
        longest: { expression: sql`MAX(${valueWhere([filter], length)})` },
      },
      text: ({ shortest, longest }) => `, lengths ${shortest} to ${longest}`,
      named: ({ shortest, longest }) => ({
        [`Column.${column.name}.MinimumLength`]: shortest ?? null,
        [`Column.${column.name}.MaximumLength`]: longest ?? null,
      }),
    },
  });
}
