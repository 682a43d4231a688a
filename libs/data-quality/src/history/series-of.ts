import type { SimpleRule } from '../dqdl/ast.ts';
import { printRule } from '../dqdl/print-dqdl.ts';

/** Types whose number says how many rows meet the condition: another condition is another series. */
const countedByCondition: readonly string[] = ['ColumnValues', 'ColumnLength', 'ColumnDataType', 'DataFreshness'];

/**
 * What a rule measures, whatever it compares that with: its type, parameters, filter and options. Rules of one series share
 * their history, and a changed bound does not lose it.
 *
 * @example
 * seriesOf(rule); // 'Mean "close" where "ticker = \'AAPL\'"', of Mean close > 5 where "ticker = 'AAPL'"
 */
export function seriesOf(rule: SimpleRule): string {
  const { threshold: _, ...bare } = rule;
  const parameters = rule.parameters.map(({ value, raw, at }) => ({ value, raw, at, written: 'quoted' as const }));
  const condition = countedByCondition.includes(rule.type) ? rule.condition : ({ type: 'none' } as const);
  return printRule({ ...bare, parameters, condition, labels: [] }, { resolved: true });
}

/**
 * The rule that measures what DetectAnomalies looks at: `Mean "close"`, of `DetectAnomalies "Mean" "close"`.
 *
 * @example
 * watchedRule(rule).type; // 'Mean'
 */
export function watchedRule(rule: SimpleRule): SimpleRule {
  const [type, ...parameters] = rule.parameters;
  return { ...rule, type: type?.value ?? '', parameters, tags: [], condition: { type: 'none' } };
}
