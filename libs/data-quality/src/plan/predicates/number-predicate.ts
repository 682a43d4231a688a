import { type RawBuilder, sql } from 'kysely';
import type { NumberCondition, NumberOperand } from '../../dqdl/ast.ts';
import type { Predicate } from '../../sql/predicate.ts';
import { evaluateNumber } from '../numbers/evaluate-number.ts';
import type { PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { compareValue, requireComparable } from './value-predicates.ts';

/**
 * The condition on a number in a row. Whole numbers are compared as such, so nothing is rounded above 2^53.
 *
 * @throws {PlanError} or {NoHistoryError} where a bound has no value.
 * @example
 * numberPredicate(condition, column.sql, true, context); // ("close" > 0) AND (NOT isnan("close"))
 */
export function numberPredicate(
  condition: NumberCondition,
  value: RawBuilder<unknown>,
  isDouble: boolean,
  context: PlanContext,
): Predicate {
  const { op } = condition;
  if (op === 'matches' || op === 'not matches') throw new PlanError(`${op} compares texts.`, condition.at);
  requireComparable(condition);
  return compareValue({
    op,
    value,
    literals: condition.operands.map((operand) => numberLiteral(operand, context)),
    ...(isDouble ? { isOrdered: sql<boolean>`NOT ${context.dialect.isNan(value)}` } : {}),
  });
}

function numberLiteral(operand: NumberOperand, context: PlanContext): RawBuilder<unknown> | null {
  if (operand.kind === 'null') return null;
  if (operand.kind === 'number' && /^-?\d+$/.test(operand.text)) return sql`${BigInt(operand.text)}`;
  const value = evaluateNumber(operand, { parameters: context.parameters });
  return Number.isInteger(value) ? sql`${BigInt(value)}` : sql`${value}`;
}
