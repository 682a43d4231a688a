import type { SimpleRule } from '../dqdl/ast.ts';
import { type NumberTest, toNumberTest } from './numbers/number-test.ts';
import type { PlanContext } from './plan-context.ts';
import { PlanError } from './plan-error.ts';

/**
 * The test of the share of rows that pass, from `with threshold`; null for a rule without one.
 *
 * @throws {PlanError} when no share from 0 to 1 can pass it.
 * @example
 * thresholdOf(rule, context)?.isMet(0.98); // true for `with threshold > 0.95`
 */
export function thresholdOf({ threshold }: SimpleRule, context: PlanContext): NumberTest | null {
  if (threshold === undefined) return null;
  const test = toNumberTest(threshold, context);
  const numbers = threshold.operands.flatMap((operand) => (operand.kind === 'number' ? [Number(operand.text)] : []));
  if (numbers.length < threshold.operands.length) return test;
  // The test can only change at these numbers, so it is enough to try them and a share between each two.
  const ends = [...new Set([0, ...numbers.filter((number) => number > 0 && number < 1), 1])].toSorted((a, b) => a - b);
  const between = ends.slice(1).map((end, index) => (end + (ends[index] ?? 0)) / 2);
  if ([...ends, ...between].some((share) => test.isMet(share))) return test;
  throw new PlanError(
    `No share of rows is ${test.text}: a threshold is from 0 to 1, so write > 0.95 for more than 95 % of the rows.`,
    threshold.at,
  );
}
