import type { HistoryPoint, MetricHistory, Rule, Ruleset } from '@tickerlake/data-quality';
import * as z from 'zod';

/** What a rule of an earlier run measured: a row of `quality_history` of a run that published or found nothing new. */
export interface MeasuredRule {
  readonly runId: string;
  readonly checkedAt: Date;
  readonly dataset: string;
  readonly rule: string;
  readonly status: string;
  /** The column `series`. */
  readonly series: string;
}

/** The memory of the rules of each table. */
export type LookBack = (dataset: string) => MetricHistory;

const seriesSchema = z.record(z.string(), z.number());

/**
 * The memory that rows of `quality_history` make: one point of a series per run, newest first. A point that DetectAnomalies
 * found unusual is marked, so that baselines leave it out.
 *
 * @param rows newest first.
 * @example
 * lookBack(rows)('hourly_volatility')('RowCount', 5);
 */
export function lookBack(rows: readonly MeasuredRule[]): LookBack {
  const points = new Map<string, Map<string, HistoryPoint>>();
  for (const { runId, checkedAt, dataset, rule, status, series } of rows) {
    const isAnomaly = rule.startsWith('DetectAnomalies') && (status === 'fail' || status === 'warn');
    for (const [name, value] of Object.entries(seriesSchema.safeParse(JSON.parse(series)).data ?? {})) {
      const key = JSON.stringify([dataset, name]);
      const runs = points.get(key) ?? new Map<string, HistoryPoint>();
      points.set(key, runs);
      const marked = isAnomaly || runs.get(runId)?.isAnomaly === true;
      runs.set(runId, { at: checkedAt, value, ...(marked ? { isAnomaly: true } : {}) });
    }
  }
  return (dataset) => (series, most) =>
    [...(points.get(JSON.stringify([dataset, series]))?.values() ?? [])].slice(0, most);
}

/**
 * Whether rules need the memory of earlier runs; without one that does, none is read.
 *
 * @example
 * looksBack(ruleset); // true for `RowCount > avg(last(5))`
 */
export const looksBack = ({ rules }: Ruleset): boolean => rules.some(ruleLooksBack);

function ruleLooksBack(rule: Rule): boolean {
  if (rule.kind === 'composite') return ruleLooksBack(rule.left) || ruleLooksBack(rule.right);
  const conditions = [rule.condition, ...(rule.threshold === undefined ? [] : [rule.threshold])];
  return rule.type === 'DetectAnomalies' || JSON.stringify(conditions).includes('"name":"last"');
}
