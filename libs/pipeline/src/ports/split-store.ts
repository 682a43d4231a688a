import type { TradingDate } from '@tickerlake/market-calendar';
import type { SourceName } from '../values/source-name.ts';

/** A split: `splitFrom` old shares became `splitTo` new ones before the open of `executionDate`. */
export interface Split {
  readonly ticker: string;
  readonly executionDate: TradingDate;
  /** Above 0. */
  readonly splitFrom: number;
  readonly splitTo: number;
}

/** A split as a source reports it. */
export interface SourceSplit extends Split {
  /** The source's own id of it. */
  readonly id: string | null;
}

/** A split with its origin: a source, or `configured`. */
export interface KnownSplit extends SourceSplit {
  readonly source: SourceName;
}

/** All known splits of a store's tickers. */
export interface KnownSplits {
  /** The first day that was ever requested: each run requests from here on, so that the vendor's corrections are picked up. */
  readonly since: TradingDate;
  /** The day on which the source was asked last. */
  readonly asked?: TradingDate | undefined;
  /** One of each ticker and day. */
  readonly splits: readonly KnownSplit[];
}

/** Reference data kept apart from the releases: a split rewrites none of them. */
export interface SplitStore {
  /** What is known, null before the first run; and its atomic replacement by the reader. */
  open(): Promise<{ readonly known: KnownSplits | null; replace(next: KnownSplits): Promise<void> }>;
}

/** Which splits are requested from a source. */
export interface SplitsRequest {
  readonly from: string;
  /** The day of the run: splits announced for later have not changed any price yet. */
  readonly to: string;
  readonly tickers: readonly string[];
}
