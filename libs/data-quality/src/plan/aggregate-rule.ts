import type { Predicate } from '../sql/predicate.ts';
import { type LeafPlan, type MetricValues, type Shortcut, toFinding } from './leaf-plan.ts';
import type { Metric, WholeSums } from './metric.ts';
import { emptyTableText, missText, noRowText } from './numbers/number-text.ts';
import type { NumberTest } from './numbers/number-test.ts';
import type { RowCounts } from '../result/quality-result.ts';
import { rowMetrics } from './scan-metrics.ts';

/** A rule that holds one number of the table against a condition. */
export interface AggregateRule {
  readonly filter: Predicate;
  readonly test: NumberTest;
  /** AWS's name of the number. */
  readonly metric: string;
  readonly metrics: Readonly<Record<string, Metric>>;
  /** See `LeafPlan`: what a second scan reads. */
  readonly sums?: (values: MetricValues) => Readonly<Record<string, Metric>>;
  readonly shortcut?: Shortcut;
  readonly value: (values: MetricValues, sums: WholeSums) => number | null;
  readonly text: (value: number, values: MetricValues) => string;
  readonly rows?: (values: MetricValues) => RowCounts;
  /** Said where there is no value although there are rows. */
  readonly withoutValue: string;
  readonly failing?: Predicate;
}

/**
 * Plans an aggregate rule. Without a value it fails: nothing is known about the data.
 *
 * @example
 * planAggregateRule({ filter, test, metric: 'Dataset.*.RowCount', metrics: {}, value, text, withoutValue: '' });
 */
export function planAggregateRule(rule: AggregateRule): LeafPlan {
  const expected = rule.test.text;
  return {
    kind: 'scan',
    metrics: { ...rowMetrics(rule.filter), ...rule.metrics },
    ...(rule.failing === undefined ? {} : { failing: rule.failing }),
    ...(rule.sums === undefined ? {} : { sums: rule.sums }),
    ...(rule.shortcut === undefined ? {} : { shortcut: rule.shortcut }),
    decide: (values, _, sums) => {
      const value = rule.value(values, sums);
      const rows = rule.rows?.(values) ?? null;
      if (value === null) {
        const message = !values['total'] ? emptyTableText : !values['considered'] ? noRowText : rule.withoutValue;
        return toFinding({ status: 'fail', expected, rows, message });
      }
      const isMet = rule.test.isMet(value);
      return {
        status: isMet ? 'pass' : 'fail',
        metrics: { [rule.metric]: value },
        observed: value,
        observedText: rule.text(value, values),
        expected,
        rows,
        message: isMet ? '' : missText(value),
      };
    },
  };
}
