import type { PageCheckpoint } from '../bars/page-checkpoint.ts';
import type { Timespan } from '../bars/timespan.ts';

/** Which bars to fetch. */
export interface AggregatesRequest {
  /** Case-sensitive: `AAPL`, `BRK.B`, `KIMpL`, `X:BTCUSD`, `I:NDX`. */
  readonly ticker: string;
  /** How many timespans make one bar; an integer of at least 1. */
  readonly multiplier: number;
  readonly timespan: Timespan;
  /** First day (`YYYY-MM-DD`, in the market's zone) or instant (Unix ms), included. */
  readonly from: string | number;
  /** Last day or instant, included. */
  readonly to: string | number;
  /** Whether prices are adjusted for splits as of today. Not sent for indices. */
  readonly adjusted: boolean;
  /** Base bars per page (minutes for minute and hour bars, days for longer ones), not bars. Default and maximum 50,000. */
  readonly pageLimit?: number;
  /** Most pages to fetch before a `PaginationError`; default 10,000. */
  readonly maxPages?: number;
  /** Most bars to deliver in all pages together; default all. */
  readonly maxBars?: number;
  /** The `checkpoint` of an earlier page of the same request: resumes after that page. */
  readonly resumeFrom?: PageCheckpoint;
  /** Stops at once, even while waiting, and throws its reason. For a total deadline: `AbortSignal.timeout(ms)`. */
  readonly signal?: AbortSignal;
}
