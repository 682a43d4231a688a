import type { TickerEvents, TickerReference } from '@tickerlake/polygon-client';
import type { SourceName } from '../values/source-name.ts';
import type { Instrument } from '../values/instrument.ts';

/** What a store knows from the source's reference data. */
export interface KnownReference {
  /** Ticker to the day on which the source was asked about it, `YYYY-MM-DD`. */
  readonly asked: Readonly<Record<string, string>>;
  /** As the source tells them. */
  readonly instruments: readonly Instrument[];
  /** With the configured and the built-in ones: what the table `instruments` shows. */
  readonly table: readonly Instrument[];
  /** The vendor's list of coming holidays, as sent, and the day of it; null before the first. */
  readonly holidays: { readonly day: string; readonly list: readonly unknown[] } | null;
}

/** Reference data of a store, apart from its releases. */
export interface InstrumentStore {
  /** What is known, null before the first run; and its atomic replacement. */
  open(): Promise<{
    readonly known: KnownReference | null;
    replace(next: KnownReference): Promise<void>;
  }>;
}

/** A source's reference data; one call each. */
export interface ReferenceSource {
  readonly name: SourceName;
  tickerEvents(ticker: string, signal: AbortSignal): Promise<TickerEvents>;
  /** Whether the ticker is listed now; not when the source does not know it. */
  isListed(ticker: string, signal: AbortSignal): Promise<boolean>;
  /** The instruments that had this ticker and are no longer listed under it. */
  delistings(ticker: string, signal: AbortSignal): Promise<readonly TickerReference[]>;
  searchTickers(text: string, isActive: boolean, signal: AbortSignal): Promise<readonly TickerReference[]>;
  upcomingHolidays(signal: AbortSignal): Promise<readonly unknown[]>;
}
