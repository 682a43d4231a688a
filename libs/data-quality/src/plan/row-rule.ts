import { allOf, type Predicate, unmet } from '../sql/predicate.ts';
import { type LeafPlan, type MetricValues, toFinding } from './leaf-plan.ts';
import type { Metric } from './metric.ts';
import { countText, emptyTableText, noRowText, readable } from './numbers/number-text.ts';
import type { NumberTest } from './numbers/number-test.ts';
import { countRows, rowMetrics } from './scan-metrics.ts';

/** A rule that every row meets or not. */
export interface RowRule {
  readonly filter: Predicate;
  /** Met by the rows that pass. */
  readonly condition: Predicate;
  /** How many rows pass; without it, those that meet the filter and the condition are counted. */
  readonly passed?: Metric;
  /** What a row has to be, for people. */
  readonly expected: string;
  /** The share of rows that must pass; without one, all. */
  readonly threshold: NumberTest | null;
  /** AWS's name of the share of rows that passed. */
  readonly compliance: string;
  readonly extra?: {
    readonly metrics: Readonly<Record<string, Metric>>;
    /** More to say about what was observed. */
    readonly text: (values: MetricValues) => string;
    readonly named: (values: MetricValues) => Readonly<Record<string, number | null>>;
  };
}

/**
 * Plans a row rule: passing rows are counted, failing rows are the rest, because `NOT (condition)` would lose the rows
 * where the condition is NULL.
 *
 * @example
 * planRowRule({ filter, condition: isNotNull(column), expected: 'with a ticker', threshold: null, compliance: 'Column.ticker.Completeness' });
 */
export function planRowRule(rule: RowRule): LeafPlan {
  const expected =
    rule.threshold === null ? `every row ${rule.expected}` : `share of rows ${rule.expected} ${rule.threshold.text}`;
  return {
    kind: 'scan',
    metrics: {
      ...rowMetrics(rule.filter),
      passed: rule.passed ?? countRows([rule.filter, rule.condition]),
      ...rule.extra?.metrics,
    },
    failing: allOf([rule.filter, unmet(rule.condition)]),
    ...(rule.threshold === null ? { isByRow: true } : {}),
    decide: (values) => {
      const { total, considered, passed } = values;
      if (!total) return toFinding({ status: 'fail', expected, message: emptyTableText });
      if (!considered) return toFinding({ status: 'not_evaluated', expected, message: noRowText });
      const share = (passed ?? 0) / considered;
      const failed = considered - (passed ?? 0);
      const isMet = rule.threshold === null ? failed === 0 : rule.threshold.isMet(share);
      const more = rule.extra?.text(values) ?? '';
      return {
        status: isMet ? 'pass' : 'fail',
        metrics: withoutNull({ [rule.compliance]: share, ...rule.extra?.named(values) }),
        observed: share,
        observedText: `${passed} of ${countText(considered, 'row')} (${readable(share)})${more}`,
        expected,
        rows: { total: considered, passed: passed ?? 0, failed, excluded: 0 },
        message: isMet
          ? ''
          : `${countText(failed, 'row')} of ${considered} ${failed === 1 ? 'does' : 'do'} not meet the condition.`,
      };
    },
  };
}

/**
 * The metrics that have a value.
 *
 * @example
 * withoutNull({ a: 1, b: null }); // { a: 1 }
 */
export function withoutNull(metrics: Readonly<Record<string, number | null | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
