import { DAY_MS, firstDayOfMonth, toMonthNumber } from '../calendar/civil-day.ts';
import { type MarketZone } from '../calendar/time-zone.ts';
import { type BaseTimespan } from './ticker-bars.ts';

/** The vendor's timespans. */
export const TIMESPANS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** One of the vendor's timespans. */
export type Timespan = (typeof TIMESPANS)[number];

/** Where one bar starts and ends: [startMs, endMs), UTC epoch ms. */
export interface BarWindow {
  startMs: number;
  endMs: number;
}

/** Cuts time into the windows of one kind of bar. */
export interface BarWindows {
  readonly base: BaseTimespan;
  /** Writes the window that holds an instant. */
  locate(instantMs: number, into: BarWindow): void;
}

/** New York's clock jumps two hours after midnight. */
const JUMP_MS = 7_200_000;
const INTRADAY_MS = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;

/**
 * Windows of seconds, minutes or hours, counted on the zone's wall clock from 1970-01-01 00:00: every length that divides
 * a day restarts at midnight.
 */
function createClockWindows(spanMs: number, base: BaseTimespan, zone: MarketZone): BarWindows {
  let dayStartMs = 0;
  let dayEndMs = 0;
  let localShiftMs = 0;

  /** After 02:00, where the clock may have jumped, time is counted back from the next midnight. */
  function toInstant(localMs: number): number {
    const dayNumber = Math.floor(localMs / DAY_MS);
    const [midnightMs, sinceMs] = [zone.midnightMs(dayNumber), localMs - dayNumber * DAY_MS];
    return sinceMs < JUMP_MS
      ? midnightMs + sinceMs
      : Math.max(midnightMs + JUMP_MS, zone.midnightMs(dayNumber + 1) - DAY_MS + sinceMs);
  }

  return {
    base,
    locate(instantMs, into) {
      if (instantMs < dayStartMs || instantMs >= dayEndMs) {
        const dayNumber = zone.dayOf(instantMs);
        dayStartMs = zone.midnightMs(dayNumber);
        dayEndMs = zone.midnightMs(dayNumber + 1);
        localShiftMs = dayNumber * DAY_MS - dayStartMs;
      }
      const startLocalMs = Math.floor((instantMs + localShiftMs) / spanMs) * spanMs;
      const startMs = startLocalMs - localShiftMs;
      const endMs = startMs + spanMs;
      into.startMs = startMs >= dayStartMs ? startMs : toInstant(startLocalMs);
      into.endMs = endMs <= dayEndMs ? endMs : toInstant(startLocalMs + spanMs);
    },
  };
}

/** The days [from, to) of the window that holds a day. */
function daysOf(timespan: Timespan, multiplier: number, dayNumber: number): readonly [from: number, to: number] {
  if (timespan === 'day' || timespan === 'week') {
    // Weeks start on Sunday; 1970-01-01 was a Thursday.
    const shift = timespan === 'week' ? 4 : 0;
    const length = multiplier * (timespan === 'week' ? 7 : 1);
    const from = Math.floor((dayNumber + shift) / length) * length - shift;
    return [from, from + length];
  }
  const length = multiplier * (timespan === 'year' ? 12 : timespan === 'quarter' ? 3 : 1);
  const month = Math.floor(toMonthNumber(dayNumber) / length) * length;
  return [firstDayOfMonth(month), firstDayOfMonth(month + length)];
}

/**
 * The windows of `multiplier` `timespan`s in a zone.
 *
 * @param dayStartShiftMs how long after midnight a day starts (indices: midnight in Chicago)
 * @example
 * const windows = createBarWindows('hour', 1, NEW_YORK_ZONE, 0);
 */
export function createBarWindows(
  timespan: Timespan,
  multiplier: number,
  zone: MarketZone,
  dayStartShiftMs: number,
): BarWindows {
  if (timespan === 'second' || timespan === 'minute' || timespan === 'hour') {
    const base = timespan === 'second' ? 'second' : 'minute';
    return createClockWindows(multiplier * INTRADAY_MS[timespan], base, zone);
  }
  return {
    base: 'day',
    locate(instantMs, into) {
      const [from, to] = daysOf(timespan, multiplier, zone.dayOf(instantMs));
      into.startMs = zone.midnightMs(from) + dayStartShiftMs;
      into.endMs = zone.midnightMs(to) + dayStartShiftMs;
    },
  };
}
