import type { TZDate } from '@date-fns/tz';
import { isSaturday, subDays } from 'date-fns';
import { calendarDay, lastWeekday, nthWeekday, toObserved } from './calendar-day.ts';
import { easterSunday } from './easter.ts';

/** A yearly closure. */
export interface ClosureRule {
  readonly name: string;
  /** The first year it was observed; the rules as a whole start in 1990. */
  readonly firstYear: number;
  /** The day the exchange closes; null when the year has none. */
  readonly observedIn: (year: number) => TZDate | null;
}

const MONDAY = 1;
const THURSDAY = 4;

/**
 * The yearly closures of the New York Stock Exchange (NYSE Rule 7.2 and its published holiday tables), in the order of the year.
 *
 * @example
 * closureRules.map((rule) => rule.name);
 */
export const closureRules: readonly ClosureRule[] = [
  { name: "New Year's Day", firstYear: 1990, observedIn: newYear },
  { name: 'Martin Luther King Day', firstYear: 1998, observedIn: (year) => nthWeekday(year, 1, MONDAY, 3) },
  { name: "Washington's Birthday", firstYear: 1990, observedIn: (year) => nthWeekday(year, 2, MONDAY, 3) },
  { name: 'Good Friday', firstYear: 1990, observedIn: goodFriday },
  { name: 'Memorial Day', firstYear: 1990, observedIn: (year) => lastWeekday(year, 5, MONDAY) },
  { name: 'Juneteenth', firstYear: 2022, observedIn: (year) => toObserved(calendarDay(year, 6, 19)) },
  { name: 'Independence Day', firstYear: 1990, observedIn: (year) => toObserved(calendarDay(year, 7, 4)) },
  { name: 'Labor Day', firstYear: 1990, observedIn: (year) => nthWeekday(year, 9, MONDAY, 1) },
  { name: 'Thanksgiving', firstYear: 1990, observedIn: (year) => nthWeekday(year, 11, THURSDAY, 4) },
  { name: 'Christmas', firstYear: 1990, observedIn: (year) => toObserved(calendarDay(year, 12, 25)) },
];

/** Not observed when it falls on a Saturday: 31 December closes the accounting year. */
function newYear(year: number): TZDate | null {
  const day = calendarDay(year, 1, 1);
  return isSaturday(day) ? null : toObserved(day);
}

function goodFriday(year: number): TZDate {
  return subDays(easterSunday(year), 2);
}
