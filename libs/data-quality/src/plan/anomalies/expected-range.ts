import type { HistoryPoint } from '../../history/metric-history.ts';
import { percentileOf } from '../numbers/number-functions.ts';

/** How DetectAnomalies decides. */
export interface AnomalyOptions {
  readonly method: 'robust' | 'sigma' | 'change' | 'seasonal';
  /** Deviations (`robust`, `sigma`, `seasonal`) or a share of the usual value (`change`). */
  readonly sensitivity: number;
  /** A smaller distance from the usual value is not unusual, whatever the deviation. */
  readonly minChange: number;
  /** Points of one season: of a weekday, of a half day. By default the weekday in UTC. */
  readonly seasonOf: (at: Date) => string;
}

/** What is usual, with both ends. */
export interface ExpectedRange {
  readonly usual: number;
  readonly low: number;
  readonly high: number;
  /** Points that it is made of. */
  readonly points: number;
  /** Points that were unusual and have been accepted: the range includes them. */
  readonly accepted: number;
}

/** Fewer points say nothing about what is usual. */
export const leastPoints = 7;

/** With fewer points the deviation of a season is too uncertain: on two simulated years that gives three times the false alarms. */
const leastOfSeason = 30;

/** A normal distribution's deviation over its median absolute deviation, and over its mean absolute deviation. */
const [perMedian, perMean] = [1.4826, 1.2533];

/**
 * The range in which the next value is usual, or how many points are missing. Points that were unusual themselves are left out.
 *
 * `robust`: median and median absolute deviation (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993); where more than half
 * of the points are equal, the mean absolute deviation. `seasonal`: around the median of the value's own
 * season, with the deviation of that season once it has thirty points, before that with the deviation of all points from the medians of their
 * seasons. The range includes accepted points (in `seasonal`, those of the value's season), even rare ones.
 *
 * @example
 * expectedRange(points, at, { method: 'robust', sensitivity: 3.5, minChange: 0, seasonOf });
 */
export function expectedRange(
  points: readonly HistoryPoint[],
  at: Date,
  options: AnomalyOptions,
): ExpectedRange | { readonly missing: number } {
  const usualPoints = points.filter(({ isAnomaly }) => isAnomaly !== true);
  if (usualPoints.length < leastPoints) return { missing: leastPoints - usualPoints.length };
  const accepted = usualPoints.filter(
    (point) =>
      point.isAccepted === true &&
      (options.method !== 'seasonal' || options.seasonOf(point.at) === options.seasonOf(at)),
  );
  const values = accepted.map(({ value }) => value);
  const { low, high, ...range } = rangeOf(usualPoints, at, options);
  return { ...range, low: Math.min(low, ...values), high: Math.max(high, ...values), accepted: accepted.length };
}

type Range = Omit<ExpectedRange, 'accepted'>;

function rangeOf(usualPoints: readonly HistoryPoint[], at: Date, options: AnomalyOptions): Range {
  const all = usualPoints.map(({ value }) => value);
  const { sensitivity, minChange } = options;
  switch (options.method) {
    case 'sigma': {
      const mean = average(all);
      const deviation = Math.sqrt(average(all.map((value) => (value - mean) ** 2)));
      return around(mean, sensitivity * deviation, minChange, all.length);
    }
    case 'change': {
      const usual = percentileOf(all, 50);
      return around(usual, sensitivity * Math.abs(usual), minChange, all.length);
    }
    case 'robust':
      return around(percentileOf(all, 50), sensitivity * spreadOf(all), minChange, all.length);
    case 'seasonal':
      return seasonalRange(usualPoints, options.seasonOf(at), options);
  }
}

function seasonalRange(points: readonly HistoryPoint[], season: string, options: AnomalyOptions): Range {
  const seasons = new Map<string, number[]>();
  for (const { at, value } of points) {
    const name = options.seasonOf(at);
    seasons.set(name, [...(seasons.get(name) ?? []), value]);
  }
  const levels = new Map([...seasons].map(([name, own]) => [name, percentileOf(own, 50)] as const));
  const overall = percentileOf(
    points.map(({ value }) => value),
    50,
  );
  const own = seasons.get(season) ?? [];
  const rest = points.map((point) => point.value - (levels.get(options.seasonOf(point.at)) ?? overall));
  const usual = levels.get(season) ?? overall;
  const isOften = own.length >= leastOfSeason;
  const spread = spreadOf(isOften ? own : rest);
  return around(usual, options.sensitivity * spread, options.minChange, isOften ? own.length : points.length);
}

/** The deviation that a normal distribution with this median absolute deviation has. */
function spreadOf(values: readonly number[]): number {
  const median = percentileOf(values, 50);
  const distances = values.map((value) => Math.abs(value - median));
  return perMedian * percentileOf(distances, 50) || perMean * average(distances);
}

function around(usual: number, distance: number, minChange: number, points: number): Range {
  const width = Math.max(distance, minChange);
  return { usual, low: usual - width, high: usual + width, points };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
