import type { NumberCondition } from '../../dqdl/ast.ts';
import { printCondition } from '../../dqdl/print-dqdl.ts';
import { evaluateNumber, type NumberContext } from './evaluate-number.ts';
import type { PlanContext } from '../plan-context.ts';
import { readable } from './number-text.ts';
import { PlanError } from '../plan-error.ts';

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
  return { isMet: (value) => compare(condition, value, bounds, tolerance), text };
}

function compare(condition: NumberCondition, value: number, bounds: readonly number[], tolerance: number): boolean {
  const [low = Number.NaN, high = Number.NaN] = bounds;
  const isOneOf = bounds.some((bound) => value === bound || Math.abs(value - bound) <= tolerance);
  switch (condition.op) {
    case '=':
    case 'in':
      return isOneOf;
    case '!=':
    case 'not in':
      return !isOneOf;
    case '>':
      return value > low;
    case '>=':
      return value >= low;
    case '<':
      return value < low;
    case '<=':
      return value <= low;
    case 'between':
      return value > low && value < high;
    case 'not between':
      return !(value > low && value < high);
    case 'matches':
    case 'not matches':
      throw new PlanError(`A number cannot be compared with ${condition.op}.`, condition.at);
  }
}
