import type { TradingDate } from '@tickerlake/market-calendar';
import type { BarConflict, SkippedSplit } from '@tickerlake/polygon-client';
import type { SourceName } from '../values/source-name.ts';
import type { ReferenceSource } from './instrument-store.ts';
import type { SplitsRequest, SourceSplit } from './split-store.ts';

/** One vendor bar, in the vendor's own short names. `t` is the start in ms since 1970 UTC. */
export interface VendorBar {
  readonly t: number;
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
  readonly v?: number;
  readonly vw?: number;
  readonly n?: number;
}

/** One answer of the vendor: its bars in time order, and where they came from. */
export interface BarPage {
  readonly ticker: string;
  /** What the source calls it in this span, when that is another ticker. */
  readonly vendorTicker?: string;
  readonly bars: readonly VendorBar[];
  /** Nominal length of each bar, in ms. */
  readonly barMs: number;
  readonly adjusted: boolean;
  readonly requestId: string | null;
  readonly fetchedAtMs: number;
  /** How many calls it took; one by default, none of a file. */
  readonly calls?: number;
  /** Of a source that settles repetitions itself: bars that came again with the same values, and those that came with different ones. */
  readonly repeatedBars?: number;
  readonly conflicts?: readonly BarConflict[];
}

/** One bounded piece of work: the base bars of a ticker between two trading dates, both included; one call, rarely more. */
export interface FetchChunk {
  /** Unique in its run and usable as a file name. */
  readonly id: string;
  readonly ticker: string;
  readonly from: TradingDate;
  readonly to: TradingDate;
  /** What the source calls it in this span, when that is another ticker: a former name. */
  readonly vendorTicker?: string | undefined;
  /** Length of the bars to ask for. */
  readonly barMs: number;
  /** When bars of `from` begin on the evening before: the date to ask from. */
  readonly askFrom?: TradingDate | undefined;
  /** The trading dates on which the ticker names its instrument: bars outside of them are refused. */
  readonly validFrom?: TradingDate | undefined;
  readonly validTo?: TradingDate | undefined;
}

/** What a source of recorded answers holds, so that a run can ask for just that. */
export interface SourceExtent {
  /** In order, each with its first and last trading date; at least one. */
  readonly tickers: readonly { readonly ticker: string; readonly from: TradingDate; readonly to: TradingDate }[];
  /** What holds it, as a subject: `The replay folder`. */
  readonly holder: string;
  /** What the user should know about how it was read. */
  readonly notes: readonly string[];
}

/** Day bars of a trading date: prices unadjusted and of regular hours, volume of the whole day. */
export interface SessionTotals {
  readonly bars: readonly (Pick<VendorBar, 'o' | 'h' | 'l' | 'c'> & { readonly ticker: string; readonly v: number })[];
  readonly requestId: string | null;
  readonly fetchedAtMs: number;
  /** Rows that cannot be read. */
  readonly skipped: readonly { readonly ticker: string | null; readonly message: string }[];
}

/** What fetching takes. */
export interface SourceEstimate {
  readonly calls: number;
  readonly note: string | null;
}

/** Where bars come from. */
export interface BarSource {
  readonly name: SourceName;
  /** Starts allowed in any minute; null when nothing limits them. */
  readonly callsPerMinute: number | null;
  /** Told once, before any of them, what a run will ask for: a source that reads whole files reads each once. */
  prepare?(chunks: readonly FetchChunk[]): void;
  /** What it takes to fetch the chunks, without reading them: calls or files, and a sentence about them. */
  estimate?(chunks: readonly FetchChunk[], signal: AbortSignal): Promise<SourceEstimate>;
  /** Removes what was kept for a resumed run: everything has landed. */
  finish?(): Promise<void>;
  /** Pages in time order. Yields nothing for a chunk without bars, which is legal; throws when the truth cannot be had. */
  fetchBars(chunk: FetchChunk, signal: AbortSignal): AsyncIterable<BarPage>;
  /** Splits of a span of execution dates; a source without the method has none. */
  fetchSplits?(
    asked: SplitsRequest,
    signal: AbortSignal,
    onSkippedRow?: (row: SkippedSplit) => void,
  ): Promise<readonly SourceSplit[]>;
  /** The day bars of the whole stock market on a trading date, one call; none when it was closed. A source without the method has none. */
  fetchTotals?(date: TradingDate, signal: AbortSignal): Promise<SessionTotals>;
  /** What it says of companies and holidays; a source without it knows nothing of them. */
  readonly reference?: ReferenceSource;
  /** What the source holds, if known without a call; otherwise null. */
  extent(): Promise<SourceExtent | null>;
}
