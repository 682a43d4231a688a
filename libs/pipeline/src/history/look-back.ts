import type { HistoryPoint, Rule, Ruleset } from '@tickerlake/data-quality';
import * as z from 'zod';
import type { LookBack, RecordedRule } from '../ports/quality-memory.ts';
import { StoreError } from '../values/errors.ts';
import { sessionEnd } from './session-end.ts';
import type { AcceptedObservation } from '../values/accepted-observation.ts';

/** What a rule of an earlier run measured. */
export interface MeasuredRule extends Pick<
  RecordedRule,
  'runId' | 'checkedAt' | 'dataset' | 'rule' | 'status' | 'series'
> {
  /** Whether the run published or found nothing new. Other runs count only where a person has accepted the value. */
  readonly isPublished: boolean;
  /** The last trading date that the run asked for; null where it is not known. */
  readonly rangeTo: string | null;
}

/** The key of what a run measured. */
const placeOf = (...parts: readonly [dataset: string, series: string, runId: string]): string => JSON.stringify(parts);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const seriesJsonSchema = z.string().transform(parseJson).pipe(z.record(z.string(), z.number()));

/**
 * What a row of `quality_history` measured, by series; empty for a row without numbers, or of another program.
 *
 * @example
 * seriesIn('{"RowCount":7}'); // { RowCount: 7 }
 */
export const seriesIn = (text: string | null): Readonly<Record<string, number>> =>
  seriesJsonSchema.safeParse(text).data ?? {};

/**
 * The memory that rows of `quality_history` make: one point of a series per run, newest first. A point that DetectAnomalies
 * found unusual is marked, so that baselines leave it out, unless a person has accepted it.
 *
 * @param rows newest first.
 * @example
 * lookBack(rows, [])('hourly_volatility')('RowCount', 5);
 */
export function lookBack(rows: readonly MeasuredRule[], accepted: readonly AcceptedObservation[]): LookBack {
  const places = new Set(accepted.map(({ dataset, series, runId }) => placeOf(dataset, series, runId)));
  const points = new Map<string, Map<string, HistoryPoint>>();
  for (const { runId, isPublished, rangeTo, checkedAt, dataset, rule, status, series } of rows) {
    const isAnomaly = rule.startsWith('DetectAnomalies') && (status === 'fail' || status === 'warn');
    for (const [name, value] of Object.entries(series)) {
      const isAccepted = places.has(placeOf(dataset, name, runId));
      if (!isPublished && !isAccepted) continue;
      const key = JSON.stringify([dataset, name]);
      const runs = points.get(key) ?? new Map<string, HistoryPoint>();
      points.set(key, runs);
      const wasUnusual = isAnomaly || runs.get(runId)?.isAnomaly === true;
      const mark = isAccepted ? { isAccepted } : wasUnusual ? { isAnomaly: true } : {};
      runs.set(runId, { at: rangeTo === null ? checkedAt : sessionEnd(rangeTo), value, ...mark });
    }
  }
  return (dataset) => (series, most) =>
    [...(points.get(JSON.stringify([dataset, series]))?.values() ?? [])].slice(0, most);
}

/**
 * The memory of the rules; where it cannot be read, one that fails for each rule that looks back. Other rules do not need it.
 *
 * @example
 * const history = await lookBackOrFault(() => readStoreLookBack(paths));
 */
export const lookBackOrFault = (read: () => Promise<LookBack>): Promise<LookBack> =>
  read().catch((error: unknown): LookBack => {
    if (!(error instanceof StoreError) || error.transient) throw error;
    return () => () => {
      throw error;
    };
  });

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
