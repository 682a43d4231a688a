import type { SimpleRule } from '../../dqdl/ast.ts';
import { type LeafPlan, toFinding } from '../leaf-plan.ts';
import type { NumberTest } from '../numbers/number-test.ts';
import { countText, decimalText, emptyTableText, missText, readable } from '../numbers/number-text.ts';
import { thresholdOf } from '../threshold-of.ts';
import { optionsOf, type PlanContext } from '../plan-context.ts';
import { PlanError } from '../plan-error.ts';
import { faultOfFragment, replacePrimary } from '../../sql/sql-fragment.ts';

/**
 * `CustomSql` with a condition: the query's single number is compared with it.
 *
 * @example
 * planCustomNumber(rule, test, context); // the rule's own query
 */
export function planCustomNumber(rule: SimpleRule, test: NumberTest, context: PlanContext): LeafPlan {
  if (rule.threshold !== undefined)
    throw new PlanError('CustomSql takes a condition or a threshold, not both.', rule.threshold.at);
  return {
    kind: 'custom',
    query: queryOf(rule, context),
    custom: {
      expects: 'number',
      decide: (value) => {
        if (value === null)
          return toFinding({ status: 'fail', expected: test.text, message: 'The query returned no value.' });
        const isMet = test.isMet(value);
        return toFinding({
          status: isMet ? 'pass' : 'fail',
          metrics: { 'Dataset.*.CustomSQL': value },
          observed: value,
          observedText: decimalText(value),
          expected: test.text,
          message: isMet ? '' : missText(value),
        });
      },
    },
  };
}

/**
 * `CustomSql` without a condition: the query returns the rows that pass.
 *
 * @example
 * planCustomRows(rule, context); // the rule's own query
 */
export function planCustomRows(rule: SimpleRule, context: PlanContext): LeafPlan {
  const threshold = thresholdOf(rule, context);
  const expected =
    threshold === null
      ? 'every row among those that the query returns'
      : `share of rows that the query returns ${threshold.text}`;
  return {
    kind: 'custom',
    query: queryOf(rule, context),
    custom: {
      expects: 'rows',
      decide: ({ total, passed }) => {
        if (total === 0) return toFinding({ status: 'fail', expected, message: emptyTableText });
        const share = passed / total;
        const isMet = threshold === null ? passed === total : threshold.isMet(share);
        return {
          status: isMet ? 'pass' : 'fail',
          metrics: { 'Dataset.*.CustomSQL.Compliance': share },
          observed: share,
          observedText: `${passed} of ${countText(total, 'row')} (${readable(share)})`,
          expected,
          rows: { total, passed, failed: total - passed, excluded: 0 },
          message: isMet ? '' : missText(share),
        };
      },
    },
  };
}

function queryOf(rule: SimpleRule, { dataset }: PlanContext): string {
  optionsOf(rule, []);
  const parameter = rule.parameters[0];
  const query = replacePrimary(
    parameter?.value ?? '',
    dataset
      .split('.')
      .map((part) => `"${part.replaceAll('"', '""')}"`)
      .join('.'),
  );
  if (query.trim() === '') throw new PlanError('The query is empty.', rule.at);
  const fault = faultOfFragment(query);
  if (fault !== null) throw new PlanError(`The query is invalid: ${fault}.`, parameter?.at ?? rule.at);
  return query;
}
