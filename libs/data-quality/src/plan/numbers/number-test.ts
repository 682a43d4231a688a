import type { NumberCondition } from '../../dqdl/ast.ts';
import { printCondition } from '../../dqdl/print-dqdl.ts';
import { compareNumber } from './compare-number.ts';
import { evaluateNumber, type NumberContext } from './evaluate-number.ts';
import type { PlanContext } from '../plan-context.ts';
import { readable } from './number-text.ts';

/** A condition on a measured number, with its bounds worked out. */
export interface NumberTest {
  readonly isMet: (value: number) => boolean;
  /** The condition as people read it, with worked-out bounds behind it where they differ from what was written. */
  readonly text: string;
}

/**
 * Works out the bounds of a condition. `between` leaves its ends out, as DQDL has it. With a tolerance, `=`, `!=`, `in`
 * and `not in` take numbers that far apart as equal.
 *
 * @throws {PlanError} or {NoHistoryError} where a bound has no value.
 * @example
 * toNumberTest(condition, context).isMet(7);
 */
export function toNumberTest(
  condition: NumberCondition,
  context: NumberContext & Pick<PlanContext, 'isBlind'>,
  tolerance = 0,
): NumberTest {
  if (context.isBlind === true) return { isMet: () => true, text: printCondition(condition) };
  const bounds = condition.operands.map((operand) => evaluateNumber(operand, context));
  const written = printCondition(condition);
  const isPlain = condition.operands.every((operand) => operand.kind === 'number');
  const text = isPlain ? written : `${written} (${bounds.map(readable).join(' and ')})`;
  return { isMet: (value) => compareNumber(condition, value, bounds, tolerance), text };
}
