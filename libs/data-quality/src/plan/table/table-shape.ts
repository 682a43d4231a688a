import type { SimpleRule } from '../../dqdl/ast.ts';
import { closestName } from '../../dqdl/closest-name.ts';
import { planAggregateRule } from '../aggregate-rule.ts';
import { type LeafPlan, toFinding } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, missText } from '../numbers/number-text.ts';
import { filterOf, optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';

/**
 * `RowCount`: 0 is a real count, so an empty table has a value here.
 *
 * @example
 * planRowCount(rule, test); // COUNT(*)
 */
export function planRowCount(rule: SimpleRule, test: NumberTest): LeafPlan {
  optionsOf(rule, []);
  return planAggregateRule({
    filter: filterOf(rule),
    test,
    metric: 'Dataset.*.RowCount',
    metrics: {},
    value: ({ considered }) => considered ?? null,
    text: (value) => countText(value, 'row'),
    withoutValue: '',
  });
}

/**
 * `ColumnCount`, from the schema alone.
 *
 * @example
 * planColumnCount(rule, test, context).kind; // 'decided'
 */
export function planColumnCount(rule: SimpleRule, test: NumberTest, { columns }: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const isMet = test.isMet(columns.length);
  return {
    kind: 'decided',
    finding: {
      status: isMet ? 'pass' : 'fail',
      metrics: { 'Dataset.*.ColumnCount': columns.length },
      observed: columns.length,
      observedText: countText(columns.length, 'column'),
      expected: test.text,
      rows: null,
      message: isMet ? '' : missText(columns.length),
    },
  };
}

/**
 * `ColumnExists`, from the schema alone.
 *
 * @example
 * planColumnExists(rule, context).kind; // 'decided'
 */
export function planColumnExists(rule: SimpleRule, { columns, dataset }: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const name = rule.parameters[0]?.value ?? '';
  const names = columns.map((column) => column.name);
  const exists = names.includes(name);
  const closest = closestName(name, names);
  return {
    kind: 'decided',
    finding: toFinding({
      status: exists ? 'pass' : 'fail',
      metrics: { [`Dataset.${name}.ColumnExists`]: exists ? 1 : 0 },
      observed: exists ? 1 : 0,
      observedText: exists ? `the column "${name}"` : `no column "${name}"`,
      expected: `the column "${name}"`,
      message: exists
        ? ''
        : `The column "${name}" does not exist in ${dataset}.${closest === null ? '' : ` Did you mean "${closest}"?`}`,
    }),
  };
}

/**
 * `ColumnNamesMatchPattern`, from the schema alone: every name matches the whole pattern.
 *
 * @throws {PlanError} for a pattern that is none.
 * @example
 * planColumnNamesMatchPattern(rule, context).kind; // 'decided'
 */
export function planColumnNamesMatchPattern(rule: SimpleRule, { columns }: PlanContext): LeafPlan {
  optionsOf(rule, []);
  const source = rule.parameters[0]?.value ?? '';
  const pattern = toPattern(source, rule);
  const others = columns.filter(({ name }) => !pattern.test(name)).map(({ name }) => name);
  const matching = columns.length - others.length;
  return {
    kind: 'decided',
    finding: toFinding({
      status: others.length === 0 && columns.length > 0 ? 'pass' : 'fail',
      metrics: columns.length === 0 ? {} : { 'Dataset.*.ColumnNamesPatternMatchRatio': matching / columns.length },
      observed: columns.length === 0 ? null : matching / columns.length,
      observedText: `${matching} of ${countText(columns.length, 'name')}`,
      expected: `every column name like ${source}`,
      message: others.length === 0 ? '' : `These column names do not match the pattern: ${others.join(', ')}.`,
    }),
  };
}

function toPattern(source: string, rule: SimpleRule): RegExp {
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch (cause) {
    throw new PlanError(
      `The pattern cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      rule.parameters[0]?.at ?? rule.at,
    );
  }
}
