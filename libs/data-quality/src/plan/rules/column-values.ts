import { sql } from 'kysely';
import type { DateCondition, SimpleRule, TextCondition } from '../../dqdl/ast.ts';
import { printCondition } from '../../dqdl/print-dqdl.ts';
import type { Predicate } from '../../sql/predicate.ts';
import { datePredicate } from '../predicates/date-predicate.ts';
import type { LeafPlan } from '../leaf-plan.ts';
import { numberPredicate } from '../predicates/number-predicate.ts';
import { thresholdOf } from '../threshold-of.ts';
import { type Column, columnAt, filterOf, isNumeric, optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { planRowRule } from '../row-rule.ts';
import { textPredicate } from '../predicates/text-predicate.ts';

/**
 * `ColumnValues`: every value, or a share of them, meets the condition.
 *
 * @example
 * planColumnValues(rule, context); // COUNT(CASE WHEN "close" > 0 THEN 1 END)
 */
export function planColumnValues(rule: SimpleRule, context: PlanContext): LeafPlan {
  const column = columnAt(rule, 0, context);
  const { ignoreCase } = optionsOf(rule, ['ignoreCase']);
  return planRowRule({
    filter: filterOf(rule),
    condition: conditionOf(rule, column, ignoreCase?.toLowerCase() === 'true', context),
    expected: `with ${column.name} ${printCondition(rule.condition, true)}`,
    threshold: thresholdOf(rule, context),
    compliance: `Column.${column.name}.ColumnValues.Compliance`,
  });
}

function conditionOf(rule: SimpleRule, column: Column, ignoreCase: boolean, context: PlanContext): Predicate {
  const { condition } = rule;
  switch (condition.type) {
    case 'number': {
      const isOnlyNull = condition.operands.every((operand) => operand.kind === 'null');
      if (!isOnlyNull && !isNumeric(column.type)) throw mismatch(rule, column, 'a number');
      return numberPredicate(condition, column.sql, column.type === 'double', context);
    }
    case 'string':
      return textCondition(rule, condition, column, ignoreCase, context);
    case 'date':
      if (column.type === 'date' || column.type === 'timestamp') return datePredicate(condition, column, context.now);
      return textCondition(rule, toTexts(rule, condition, column), column, ignoreCase, context);
    default:
      throw mismatch(rule, column, condition.type);
  }
}

function textCondition(
  rule: SimpleRule,
  condition: TextCondition,
  column: Column,
  ignoreCase: boolean,
  context: PlanContext,
): Predicate {
  if (column.type === 'string') return textPredicate(condition, column.sql, ignoreCase, context.dialect);
  const isBoolean = condition.operands.every(({ kind, value }) =>
    kind === 'keyword' ? value === 'NULL' : value === 'true' || value === 'false',
  );
  if (column.type !== 'boolean' || !isBoolean) throw mismatch(rule, column, 'a text');
  return textPredicate(condition, sql`CAST(${column.sql} AS VARCHAR)`, ignoreCase, context.dialect);
}

/** Days in a text column: equal texts are equal days, but an order needs a real date. */
function toTexts(rule: SimpleRule, condition: DateCondition, column: Column): TextCondition {
  const isEquality =
    condition.op === '=' || condition.op === '!=' || condition.op === 'in' || condition.op === 'not in';
  if (column.type !== 'string' || !isEquality) throw mismatch(rule, column, 'a date');
  const operands = condition.operands.map((operand) => {
    if (operand.kind === 'null') return { kind: 'keyword', value: 'NULL', at: operand.at } as const;
    if (operand.kind !== 'date' && operand.kind !== 'time') throw mismatch(rule, column, 'a moment');
    return { kind: 'string', value: operand.text, raw: operand.text, at: operand.at } as const;
  });
  return { ...condition, type: 'string', operands };
}

function mismatch(rule: SimpleRule, column: Column, other: string): PlanError {
  return new PlanError(
    `The column "${column.name}" is of type ${column.type} and cannot be compared with ${other}.`,
    rule.at,
  );
}
