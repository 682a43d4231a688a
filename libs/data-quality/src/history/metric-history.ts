/** What an earlier run observed of a series. */
export interface HistoryPoint {
  readonly at: Date;
  readonly value: number;
  /** A rule found it unusual: baselines leave it out. Default false. */
  readonly isAnomaly?: boolean;
  /** A rule found it unusual, and a person accepted it: baselines include it. Default false. */
  readonly isAccepted?: boolean;
}

/**
 * The memory of `last(k)` and DetectAnomalies: the newest `most` points of a series before this run, newest first. A series is
 * the text that `seriesOf` gives, for example `Mean "close"`; `RuleResult.series` holds what a run has to keep for the next.
 */
export type MetricHistory = (
  series: string,
  most: number,
) => readonly HistoryPoint[] | Promise<readonly HistoryPoint[]>;

/** The points that a check needs, read before planning, or why they cannot be read; none of a series that was not asked for. */
export type KnownHistory = (
  series: string,
  most: number,
) => { readonly points: readonly HistoryPoint[] } | { readonly fault: string };
