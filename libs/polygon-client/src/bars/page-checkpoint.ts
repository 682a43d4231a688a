import type { AggregateBar } from './aggregate-bar.ts';
import type { Timespan } from './timespan.ts';

/** Where to go on after a page. Plain JSON without secrets: keep it in a file, hand it back as `resumeFrom`. */
export interface PageCheckpoint {
  readonly version: 1;
  readonly ticker: string;
  readonly multiplier: number;
  readonly timespan: Timespan;
  readonly from: string | number;
  readonly to: string | number;
  readonly adjusted: boolean;
  /** Base bars per page: holds for the resumed pages too. */
  readonly pageLimit: number;
  /** Path and query of the next call. */
  readonly next: string;
  /** Whether the next call goes beyond what the server announced, to prove that nothing is left. */
  readonly isProof: boolean;
  readonly pagesDone: number;
  /** The last bar that was delivered: the first of the next page must come after it. */
  readonly lastBar: AggregateBar | null;
}
