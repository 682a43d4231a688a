import type { TZDate } from '@date-fns/tz';
import { addDays, getDay, isFriday } from 'date-fns';
import { calendarDay, nthWeekday } from './calendar-day.ts';

/** A yearly early close. Closures take precedence. */
export interface EarlyCloseRule {
  readonly name: string;
  /** The day that closes early; null when the year has none. */
  readonly dayIn: (year: number) => TZDate | null;
  /** New York time of the close, `HH:mm`. */
  readonly closeIn: (year: number) => string;
}

const WEDNESDAY = 3;
const THURSDAY = 4;

/** 14:00 until 1992, 13:00 since. */
const closeIn = (year: number): string => (year <= 1992 ? '14:00' : '13:00');

/**
 * The yearly early closes of the New York Stock Exchange since 1990.
 *
 * @example
 * earlyCloseRules.map((rule) => rule.name);
 */
export const earlyCloseRules: readonly EarlyCloseRule[] = [
  { name: 'day after Thanksgiving', dayIn: dayAfterThanksgiving, closeIn },
  { name: 'Christmas Eve', dayIn: christmasEve, closeIn },
  { name: 'day before Independence Day', dayIn: thirdOfJuly, closeIn },
  { name: 'Friday after Independence Day', dayIn: fifthOfJuly, closeIn },
];

function dayAfterThanksgiving(year: number): TZDate | null {
  const day: TZDate = addDays(nthWeekday(year, 11, THURSDAY, 4), 1);
  return year >= 1992 ? day : null;
}

/** Monday to Thursday; a Friday 24 December is itself the observed holiday. */
function christmasEve(year: number): TZDate | null {
  const day = calendarDay(year, 12, 24);
  const weekday = getDay(day);
  return weekday >= 1 && weekday <= THURSDAY ? day : null;
}

/** Monday, Tuesday or Thursday since 1995; Wednesday since 2013, when the Friday after lost its early close. */
function thirdOfJuly(year: number): TZDate | null {
  const day = calendarDay(year, 7, 3);
  const weekday = getDay(day);
  if (weekday === WEDNESDAY) return year >= 2013 ? day : null;
  return weekday >= 1 && weekday <= THURSDAY && year >= 1995 ? day : null;
}

/** A Friday, 1995 to 2012. */
function fifthOfJuly(year: number): TZDate | null {
  const day = calendarDay(year, 7, 5);
  return isFriday(day) && year >= 1995 && year <= 2012 ? day : null;
}
