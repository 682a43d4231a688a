import { DAY_MS, firstDayOfMonth, toMonthNumber, toWeekday } from './civil-day.ts';

const HOUR_MS = 3_600_000;

/**
 * A zone in which bars are cut: midnights as UTC instants, and the day that holds an instant.
 */
export interface MarketZone {
  readonly name: 'America/New_York' | 'UTC';
  /** UTC epoch ms of 00:00 on a day. */
  midnightMs(dayNumber: number): number;
  /** The day that holds a UTC instant. */
  dayOf(instantMs: number): number;
}

/** The zone of crypto. */
export const UTC_ZONE: MarketZone = {
  name: 'UTC',
  midnightMs: (dayNumber) => dayNumber * DAY_MS,
  dayOf: (instantMs) => Math.floor(instantMs / DAY_MS),
};

function nthSunday(monthNumber: number, nth: number): number {
  const first = firstDayOfMonth(monthNumber);
  return first + ((7 - toWeekday(first)) % 7) + (nth - 1) * 7;
}

function lastSunday(monthNumber: number): number {
  const last = firstDayOfMonth(monthNumber + 1) - 1;
  return last - toWeekday(last);
}

/** Whether 00:00 New York of a day is summer time: from the day after the change in spring to the day of the one in autumn. */
function isSummerAtMidnight(dayNumber: number): boolean {
  const month = toMonthNumber(dayNumber);
  const january = month - (month % 12);
  const isNewRule = january >= 2007 * 12;
  const start = isNewRule ? nthSunday(january + 2, 2) : nthSunday(january + 3, 1);
  const end = isNewRule ? nthSunday(january + 10, 1) : lastSunday(january + 9);
  return dayNumber > start && dayNumber <= end;
}

function newYorkMidnightMs(dayNumber: number): number {
  return dayNumber * DAY_MS + (isSummerAtMidnight(dayNumber) ? 4 : 5) * HOUR_MS;
}

/** The zone of US stocks and indices, by the rules in force since 1987. */
export const NEW_YORK_ZONE: MarketZone = {
  name: 'America/New_York',
  midnightMs: newYorkMidnightMs,
  dayOf(instantMs) {
    const guess = Math.floor((instantMs - 5 * HOUR_MS) / DAY_MS);
    return newYorkMidnightMs(guess + 1) <= instantMs ? guess + 1 : guess;
  },
};

/** New York wall-clock offset from UTC at an instant, in hours: -4 or -5. The clocks change at 02:00. */
export function newYorkOffsetHours(instantMs: number): number {
  const dayNumber = NEW_YORK_ZONE.dayOf(instantMs);
  const isAfterChange = instantMs >= newYorkMidnightMs(dayNumber) + 2 * HOUR_MS;
  return isSummerAtMidnight(isAfterChange ? dayNumber + 1 : dayNumber) ? -4 : -5;
}
