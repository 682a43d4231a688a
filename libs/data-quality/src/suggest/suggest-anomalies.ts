import type { HistoryPoint } from '../history/metric-history.ts';
import { type AnomalyOptions, expectedRange, leastPoints } from '../plan/anomalies/expected-range.ts';
import { countText } from '../plan/numbers/number-text.ts';
import type { Proposal } from './proposal.ts';

/**
 * DetectAnomalies for every series with more than seven points that are not all equal, if it finds nothing unusual in the eighth and later
 * points or in the present value.
 *
 * @param values the present values, by series.
 * @example
 * suggestAnomalies(new Map([['RowCount', 490]]), past, { measuredAt, seasonOf }); // [{ rule: 'DetectAnomalies "RowCount"', reason: .. }]
 */
export function suggestAnomalies(
  values: ReadonlyMap<string, number>,
  past: ReadonlyMap<string, readonly HistoryPoint[]>,
  when: Pick<AnomalyOptions, 'seasonOf'> & { readonly measuredAt: Date },
): readonly Proposal[] {
  return [...past].flatMap(([series, points]) => {
    const value = values.get(series);
    const judged = [...(value === undefined ? [] : [{ at: when.measuredAt, value }]), ...points];
    const method = (['robust', 'seasonal'] as const).find((name) =>
      findsNothing(judged, { method: name, sensitivity: 3.5, minChange: 0, seasonOf: when.seasonOf }),
    );
    const varies = new Set(points.map((point) => point.value)).size > 1;
    if (points.length <= leastPoints || !varies || method === undefined) return [];
    const [, type, column] = /^(\w+)(?: (.+))?$/.exec(series) ?? [];
    return [
      {
        rule: `DetectAnomalies "${type ?? series}"${column === undefined ? '' : ` ${column}`}${method === 'robust' ? '' : ` with method = "${method}"`}`,
        reason: `It would have found nothing unusual in the last ${countText(points.length, 'run')}.`,
      },
    ];
  });
}

/** Whether each point, newest first, is usual given the points before it; with too few of them it counts as usual. */
function findsNothing(points: readonly HistoryPoint[], options: AnomalyOptions): boolean {
  return points.every(({ at, value, isAnomaly }, index) => {
    const range = expectedRange(points.slice(index + 1), at, options);
    return isAnomaly === true || 'missing' in range || (value >= range.low && value <= range.high);
  });
}
