import { toDayNumber } from '../calendar/civil-day.ts';
import { type MarketZone } from '../calendar/time-zone.ts';
import { adjustColumns, scalePrices } from '../events/adjust-columns.ts';
import { applyFirstPrints } from '../events/first-prints.ts';
import { type MissingBars, removeMissingBars } from '../events/missing-bars.ts';
import { removeHaltedBars, type ScriptedHalt } from '../events/scripted-halts.ts';
import { type SplitLedger } from '../events/split-ledger.ts';
import { type BarColumns, createBarColumns } from '../prices/bar-columns.ts';
import { hashText } from '../random/counter-hash.ts';
import { fillMinuteBars } from '../prices/minute-bars.ts';
import { createPriceModel } from '../prices/price-model.ts';
import { fillSessionPath } from '../prices/session-path.ts';
import { type TickerProfile } from '../tickers/ticker-profile.ts';
import { fillSecondBars } from './second-bars.ts';
import { rollUpDay } from './roll-up-day.ts';
import { type SessionDay, type SessionDays } from './session-day.ts';

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1440;

/** The bars that longer ones are built from, and that the vendor's `limit` counts. */
export type BaseTimespan = 'second' | 'minute' | 'day';

/** The market as one request sees it. */
export interface MarketView {
  /** Bars that end later do not exist. UTC epoch ms. */
  readonly nowMs: number;
  /** Splits executed up to this day are applied to the days before; null for bars as they were traded. */
  readonly adjustedAsOfDay: number | null;
}

/** Working memory, shared by all tickers of a market, since responses are computed one at a time. */
export interface BarScratch {
  readonly path: Float64Array;
  readonly minutes: BarColumns;
}

/**
 * Working memory for the longest day, a continuous one.
 *
 * @example
 * const scratch = createBarScratch();
 */
export function createBarScratch(): BarScratch {
  return { path: new Float64Array(MINUTES_A_DAY + 1), minutes: createBarColumns(MINUTES_A_DAY) };
}

/** What all tickers of a market share. */
export interface MarketEvents {
  readonly scratch: BarScratch;
  readonly seed: string;
  readonly ledger: SplitLedger;
  readonly halts: readonly ScriptedHalt[];
  readonly missing: readonly MissingBars[];
  /** How much of the price of a ticker is left after its spin-offs. */
  readonly spinOffs: SplitLedger;
  /** Null when bars are final immediately. */
  readonly corrections: { readonly settleMs: number; readonly share: number } | null;
}

/** The bars of one ticker, day by day. */
export interface TickerBars {
  readonly profile: TickerProfile;
  readonly zone: MarketZone;
  /** Added to 00:00 in the zone to give a day bar's `t`: an hour for indices, whose day starts in Chicago. */
  readonly dayStartShiftMs: number;
  /** Trading days of the inclusive range on which the ticker was listed. */
  sessions(fromDay: number, toDay: number): readonly SessionDay[];
  /** Writes the base bars of one day. */
  fill(day: SessionDay, base: BaseTimespan, view: MarketView, columns: BarColumns): void;
}

/**
 * Creates the bars of one ticker. Days can be computed at any time and in any order, with the same result.
 *
 * @example
 * const bars = createTickerBars(profile, sessionDays, NEW_YORK_ZONE, events);
 * bars.fill(day, 'minute', { nowMs, adjustedAsOfDay: null }, columns);
 */
export function createTickerBars(
  profile: TickerProfile,
  sessionDays: SessionDays,
  zone: MarketZone,
  events: MarketEvents,
): TickerBars {
  const { seed, ledger, spinOffs, corrections } = events;
  const { path, minutes } = events.scratch;
  const { ticker } = profile;
  const model = createPriceModel(seed, profile);
  const correctionKey = hashText(`${seed}/corrections/${ticker}`);
  const listedDay = toDayNumber(profile.listedOn);
  const lastDay = profile.delistedOn === null ? Infinity : toDayNumber(profile.delistedOn);
  const dayStartShiftMs = profile.market === 'indices' ? 60 * MINUTE_MS : 0;
  const halts = events.halts.filter(
    (halt) => halt.ticker === ticker || (halt.ticker === null && profile.market === 'stocks'),
  );
  const missing = events.missing.filter((bars) => bars.ticker === ticker);

  function fillMinutes(day: SessionDay, view: MarketView, columns: BarColumns, isForDayBar = false): void {
    const { plan, startMs, dayNumber } = day;
    const frame = model.frameOf(dayNumber, plan);
    fillSessionPath(frame, plan, path);
    const later = ledger.ratio(ticker, dayNumber, Infinity);
    const minutesElapsed = Math.floor((view.nowMs - startMs) / MINUTE_MS);
    fillMinuteBars(
      { profile, plan, frame, path, startMs, minutesElapsed, unadjustedFactor: later.to / later.from },
      columns,
    );
    for (const halt of halts) {
      if (halt.toMs > startMs && halt.fromMs < day.endMs) removeHaltedBars(columns, halt);
    }
    removeMissingBars(columns, missing, { nowMs: view.nowMs, isForDayBar });
    scalePrices(columns, spinOffs.ratio(ticker, dayNumber, Infinity));
    if (corrections !== null && view.nowMs < day.endMs + corrections.settleMs) {
      applyFirstPrints(columns, correctionKey, corrections.share);
    }
    if (view.adjustedAsOfDay !== null) adjustColumns(columns, ledger.ratio(ticker, dayNumber, view.adjustedAsOfDay));
  }

  return {
    profile,
    zone,
    dayStartShiftMs,
    sessions: (fromDay, toDay) => sessionDays.between(Math.max(fromDay, listedDay), Math.min(toDay, lastDay)),
    fill(day, base, view, columns) {
      if (base === 'minute') {
        fillMinutes(day, view, columns);
        return;
      }
      fillMinutes(day, view, minutes, base === 'day');
      if (base === 'second') fillSecondBars(minutes, hashText(`${seed}/seconds/${ticker}`), columns);
      else rollUpDay(minutes, zone.midnightMs(day.dayNumber) + dayStartShiftMs, columns);
    },
  };
}
