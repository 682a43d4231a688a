import type { AggregateBar } from '../bars/aggregate-bar.ts';
import type { AnswerWarnings } from './bars/answer-warnings.ts';
import type { BarConflict } from './bars/settle-versions.ts';
import type { PageCheckpoint } from '../bars/page-checkpoint.ts';

/** History that begins later than asked: the plan's history is shorter, or the ticker was listed later. */
export interface HistoryGap {
  /** As asked. */
  readonly from: string | number;
  /** Start of the first bar there is, in Unix ms. */
  readonly firstT: number;
  readonly gapMs: number;
}

/** One answer of the server, checked. */
export interface AggregatesPage {
  /** As asked; an answer that names another is refused. */
  readonly ticker: string;
  /**
   * In ascending order, none twice, each later than every bar of the pages before; only the first may have the `t` of the last one
   * delivered before, and then replaces it: it has other values, and the later answer wins. May be empty.
   */
  readonly bars: readonly AggregateBar[];
  /** From 1; a resumed range goes on counting. */
  readonly page: number;
  readonly requestId: string | null;
  /** Whether the plan delays the data; it is as valid as any other. */
  readonly isDelayed: boolean;
  /** As the server says; null when it does not. */
  readonly adjusted: boolean | null;
  /** Base bars that the server read for the page; null when it does not say. */
  readonly queryCount: number | null;
  readonly warnings: AnswerWarnings;
  /** Bars that came with different values, and what became of them. */
  readonly conflicts: readonly BarConflict[];
  /** Set on the first page with bars when they begin more than 10 days after `from`, longer than any pause of the market. */
  readonly gap: HistoryGap | null;
  /** Where to go on; null when nothing of the range is left. */
  readonly checkpoint: PageCheckpoint | null;
}
