import type { Comparison } from '../../dqdl/ast.ts';
import type { Position } from '../../dqdl/position.ts';
import { PlanError } from '../plan-error.ts';

/**
 * Whether a number is to its bounds as a condition says. `between` leaves its ends out, as DQDL has it.
 *
 * @param tolerance how far apart `=`, `!=`, `in` and `not in` take numbers as equal.
 * @throws {PlanError} for `matches`, which is about texts.
 * @example
 * compareNumber({ op: 'between', at }, 3, [1, 3], 0); // false
 */
export function compareNumber(
  condition: { readonly op: Comparison; readonly at: Position },
  value: number,
  bounds: readonly number[],
  tolerance: number,
): boolean {
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
