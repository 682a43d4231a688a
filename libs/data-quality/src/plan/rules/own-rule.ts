import type { NumberTest } from '../numbers/number-test.ts';
import type { SimpleRule } from '../../dqdl/ast.ts';
import { faultOfFragment } from '../../sql/sql-fragment.ts';
import { type LeafPlan, toFinding } from '../leaf-plan.ts';
import { missText, readable } from '../numbers/number-text.ts';
import type { OwnRuleType, PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';

/**
 * Plans a rule of the caller's own type; its metric is called `Dataset.*.` and the name of the type.
 *
 * @throws {PlanError} with what the type itself throws.
 * @example
 * planOwnRule(type, rule, test, context); // the statement of the type
 */
export function planOwnRule(type: OwnRuleType, rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  const query = queryOf(type, rule, context);
  const fault = faultOfFragment(query);
  if (fault !== null) throw new PlanError(`The query of ${type.name} is invalid: ${fault}.`, rule.at);
  return {
    kind: 'custom',
    query,
    custom: {
      expects: 'number',
      decide: (value) => {
        if (value === null)
          return toFinding({ status: 'fail', expected: test.text, message: `${type.name} has no value.` });
        const isMet = test.isMet(value);
        return toFinding({
          status: isMet ? 'pass' : 'fail',
          metrics: { [`Dataset.*.${type.name}`]: value },
          observed: value,
          observedText: readable(value),
          expected: test.text,
          message: isMet ? '' : missText(value),
        });
      },
    },
  };
}

function queryOf(type: OwnRuleType, rule: SimpleRule, { dataset, columns, now }: PlanContext): string {
  try {
    return type.query({
      dataset,
      columns,
      parameters: rule.parameters.map(({ value }) => value),
      options: Object.fromEntries(rule.tags.map(({ name, value }) => [name, value])),
      where: rule.where?.value ?? null,
      now,
    });
  } catch (error) {
    throw new PlanError(error instanceof Error ? error.message : String(error), rule.at);
  }
}
