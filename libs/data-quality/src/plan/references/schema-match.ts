import type { SimpleRule } from '../../dqdl/ast.ts';
import { type LeafPlan, toFinding } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, missText } from '../numbers/number-text.ts';
import { optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { findReference } from './find-reference.ts';

/**
 * `SchemaMatch`, from the schemas alone: the share of columns that the other table has with the same name and type. Tables of
 * different width do not match, whatever the bound, as in Deequ.
 *
 * @example
 * planSchemaMatch(rule, test, context).kind; // 'decided'
 */
export function planSchemaMatch(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const [alias] = rule.parameters;
  if (alias === undefined) throw new PlanError('SchemaMatch needs a table.', rule.at);
  const { columns: others } = findReference(alias.value, alias, context);
  const { columns } = context;
  const isSameWidth = columns.length === others.length && columns.length > 0;
  const unlike = columns.filter(({ name, type }) => !others.some((one) => one.name === name && one.type === type));
  const ratio = isSameWidth ? (columns.length - unlike.length) / columns.length : 0;
  const isMet = isSameWidth && test.isMet(ratio);
  const names = unlike.map(({ name, type }) => `${name} (${type})`).join(', ');
  return {
    kind: 'decided',
    finding: toFinding({
      status: isMet ? 'pass' : 'fail',
      metrics: { [`Dataset.${alias.value}.SchemaMatch`]: ratio },
      observed: ratio,
      observedText: `${columns.length - unlike.length} of ${countText(columns.length, 'column')} as in ${alias.value}, which has ${others.length}`,
      expected: test.text,
      message: isMet
        ? ''
        : isSameWidth
          ? `${missText(ratio)} Not the same there: ${names}.`
          : `${context.dataset} has ${countText(columns.length, 'column')} and ${alias.value} ${others.length}.`,
    }),
  };
}
