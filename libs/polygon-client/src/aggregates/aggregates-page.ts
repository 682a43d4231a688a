import type { AggregateBar } from '../bars/aggregate-bar.ts';
import type { AnswerWarnings } from './bars/answer-warnings.ts';
import type { BarConflict } from './bars/settle-versions.ts';
import type { PageCheckpoint } from '../bars/page-checkpoint.ts';

/** History that begins later than requested: the plan's history is shorter, or the ticker was listed later. */
export interface HistoryGap {
  /** As requested. */
  readonly from: string | number;
  /** Start of the first available bar, in Unix ms. */
  readonly firstT: number;
  readonly gapMs: number;
}

/** One checked response of the server. */
export interface AggregatesPage<Bars = readonly AggregateBar[]> {
  /** As requested; a response for another ticker is refused. */
  readonly ticker: string;
  /**
   * In ascending order, without duplicates, each later than every bar of earlier pages. One exception: the first may have the `t`
   * of the last bar delivered before, with other values; it then replaces that bar. May be empty.
   */
  readonly bars: Bars;
  /** From 1; a resumed range continues the count. */
  readonly page: number;
  readonly requestId: string | null;
  /** Whether the plan delays the data; delayed data is equally valid. */
  readonly isDelayed: boolean;
  /** As reported by the server; null when it is not. */
  readonly adjusted: boolean | null;
  /** Base bars that the server read for the page; null when it does not report them. */
  readonly queryCount: number | null;
  readonly warnings: AnswerWarnings;
  /** Bars that came in versions with different values, and which version was kept. */
  readonly conflicts: readonly BarConflict[];
  /** Set on the first page with bars when they begin more than 10 days after `from`, longer than any market closure. */
  readonly gap: HistoryGap | null;
  /** Where to resume; null when the range is complete. */
  readonly checkpoint: PageCheckpoint | null;
}
