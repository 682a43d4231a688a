import type { AggregateBar } from './aggregate-bar.ts';
import type { Timespan } from './timespan.ts';

/** Where to resume after a page. Plain JSON without secrets: save it, and pass it as `resumeFrom`. */
export interface PageCheckpoint {
  readonly version: 1;
  readonly ticker: string;
  readonly multiplier: number;
  readonly timespan: Timespan;
  readonly from: string | number;
  readonly to: string | number;
  readonly adjusted: boolean;
  /** Base bars per page; also applies to the resumed pages. */
  readonly pageLimit: number;
  /** Path and query of the next call. */
  readonly next: string;
  /** Whether the next call goes beyond the announced pages, to prove that the range is complete. */
  readonly isProof: boolean;
  readonly pagesDone: number;
  /** The last delivered bar: the first of the next page must come after it. */
  readonly lastBar: AggregateBar | null;
}
