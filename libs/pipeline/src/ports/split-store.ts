import type { TradingDate } from '@tickerlake/market-calendar';
import type { SourceName } from '../request/source-name.ts';

/** A split: `splitFrom` old shares became `splitTo` new ones before the open of `executionDate`. */
export interface Split {
  readonly ticker: string;
  readonly executionDate: TradingDate;
  /** Above 0. */
  readonly splitFrom: number;
  readonly splitTo: number;
}

/** A split as a source tells of it. */
export interface SourceSplit extends Split {
  /** The source's own id of it. */
  readonly id: string | null;
}

/** A split with who says so. */
export interface KnownSplit extends SourceSplit {
  readonly source: SourceName | 'configured';
}

/** All splits that are known of the tickers of a store. */
export interface KnownSplits {
  /** The first day that was ever asked about: each run asks from here on, so that what the vendor mends is mended here. */
  readonly since: TradingDate;
  /** One of each ticker and day. */
  readonly splits: readonly KnownSplit[];
}

/** Reference data beside the releases: a split rewrites none of them. */
export interface SplitStore {
  /** What is known, null before the first run; and its atomic replacement by whoever read it. */
  open(): Promise<{ readonly known: KnownSplits | null; replace(next: KnownSplits): Promise<void> }>;
}

/** Which splits a source is asked for. */
export interface AskedSplits {
  readonly from: string;
  /** The day of the run: what is announced for later has changed no price yet. */
  readonly to: string;
  readonly tickers: readonly string[];
}
