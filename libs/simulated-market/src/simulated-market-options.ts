import { type PlanBehaviour } from './answers/plan-behaviour.ts';
import { type CorrectionBehaviour } from './events/first-prints.ts';
import { type ScriptedHalt } from './events/scripted-halts.ts';
import { type SimulatedSplit } from './events/split-ledger.ts';

/**
 * How a simulated market behaves. Everything is optional.
 */
export interface SimulatedMarketOptions {
  /** Same seed, same bytes, for ever and on every machine. Default `tickerlake`. */
  readonly seed?: string;
  /** What the server thinks is now, UTC epoch ms; bars that end later do not exist. Default: always {@link DEFAULT_NOW_MS}. */
  readonly nowMs?: () => number;
  /** Calls that may start in any 60 seconds per key; the next is a 429. 5 is the free plan. Default null: no limit. */
  readonly callsPerMinute?: number | null;
  /** Monotonic clock of the limiter in ms. Default `performance.now()`. */
  readonly limiterClockMs?: () => number;
  /** What the caller may see. Default: everything, in real time. */
  readonly plan?: PlanBehaviour;
  /** Keys that are known. Default: any key, but there must be one. */
  readonly apiKeys?: readonly string[];
  /** Late corrections of recent sessions. Default: every answer is final at once. */
  readonly corrections?: CorrectionBehaviour;
  /** Default {@link DEFAULT_SPLITS}. */
  readonly splits?: readonly SimulatedSplit[];
  /** Default {@link DEFAULT_HALTS}. */
  readonly halts?: readonly ScriptedHalt[];
  /** Where `next_url` points, for example `https://api.polygon.io`. Default: the origin of the request. */
  readonly nextUrlOrigin?: string;
}

/** Saturday 2026-05-30, 12:00 UTC: where the market stands still when no clock is passed in. */
export const DEFAULT_NOW_MS: number = Date.UTC(2026, 4, 30, 12);
