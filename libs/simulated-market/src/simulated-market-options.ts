import { type CalendarSettings } from '@tickerlake/market-calendar';
import { type MarketFaults } from './answers/market-faults.ts';
import { type PlanBehaviour } from './answers/plan-behaviour.ts';
import { type MarketEvent } from './events/market-event.ts';
import { type CorrectionBehaviour } from './events/first-prints.ts';
import { type MissingBars } from './events/missing-bars.ts';
import { type ScriptedHalt } from './events/scripted-halts.ts';
import { type SimulatedSplit } from './events/split-ledger.ts';

/**
 * How a simulated market behaves. Everything is optional.
 */
export interface SimulatedMarketOptions {
  /** The same seed gives the same bytes on every machine, forever. Default `tickerlake`. */
  readonly seed?: string;
  /**
   * The server's current time, UTC epoch ms; bars that end later do not exist yet. Default: always {@link
   * DEFAULT_NOW_MS}.
   */
  readonly nowMs?: () => number;
  /** Calls allowed in any 60 seconds per key; further ones get a 429. 5 is the free plan. Default null: no limit. */
  readonly callsPerMinute?: number | null;
  /** Monotonic clock of the limiter in ms. Default `performance.now()`. */
  readonly limiterClockMs?: () => number;
  /** The caller's plan. Default: everything, in real time. */
  readonly plan?: PlanBehaviour;
  /** Accepted keys. Default: any key, but one is required. */
  readonly apiKeys?: readonly string[];
  /** Late corrections of recent sessions. Default: bars are final immediately. */
  readonly corrections?: CorrectionBehaviour;
  /** Default {@link DEFAULT_SPLITS}. */
  readonly splits?: readonly SimulatedSplit[];
  /** Default {@link DEFAULT_HALTS}. */
  readonly halts?: readonly ScriptedHalt[];
  /** Bars that are lost, or taken back later. Default: none. */
  readonly missing?: readonly MissingBars[];
  /** Listings, renames, mergers and the like. Default: only those of the tickers themselves. */
  readonly events?: readonly MarketEvent[];
  /** Closures and hours of New York that differ from the published ones. Default: none. */
  readonly calendar?: CalendarSettings;
  /** Unproved reports of how the vendor behaves; tests switch them on. Default: none. */
  readonly faults?: MarketFaults;
  /** Where `next_url` points, for example `https://api.polygon.io`. Default: the origin of the request. */
  readonly nextUrlOrigin?: string;
}

/** Saturday 2026-05-30, 12:00 UTC: the fixed time of the market when no clock is passed. */
export const DEFAULT_NOW_MS: number = Date.UTC(2026, 4, 30, 12);
