import { TZDate } from '@date-fns/tz';
import {
  addDays,
  addWeeks,
  formatISO,
  isSaturday,
  isSunday,
  lastDayOfMonth,
  nextDay,
  type Day,
  previousDay,
  subDays,
} from 'date-fns';
import type { TradingDate } from '../market-calendar.ts';

/**
 * A calendar day as a date at midnight UTC, independent of the machine's time zone. `month` counts from 1.
 *
 * @example
 * calendarDay(2026, 7, 4);
 */
export function calendarDay(year: number, month: number, day: number): TZDate {
  return new TZDate(Date.UTC(year, month - 1, day), 'UTC');
}

/**
 * The nth (from 1) weekday (0 = Sunday) of a month.
 *
 * @example
 * nthWeekday(2026, 1, 1, 3); // 19 January, the third Monday
 */
export function nthWeekday(year: number, month: number, weekday: Day, nth: number): TZDate {
  const dayBefore = subDays(calendarDay(year, month, 1), 1);
  return addWeeks(nextDay(dayBefore, weekday), nth - 1);
}

/**
 * The last weekday (0 = Sunday) of a month.
 *
 * @example
 * lastWeekday(2026, 5, 1); // 25 May, the last Monday
 */
export function lastWeekday(year: number, month: number, weekday: Day): TZDate {
  return previousDay(addDays(lastDayOfMonth(calendarDay(year, month, 1)), 1), weekday);
}

/**
 * The day a holiday is observed: the Friday before when it falls on a Saturday, the Monday after when on a Sunday.
 *
 * @example
 * toObserved(calendarDay(2026, 7, 4)); // 3 July
 */
export function toObserved(holiday: TZDate): TZDate {
  if (isSaturday(holiday)) return subDays(holiday, 1);
  return isSunday(holiday) ? addDays(holiday, 1) : holiday;
}

/**
 * A calendar day as `YYYY-MM-DD`.
 *
 * @example
 * toDateText(calendarDay(2026, 7, 4)); // '2026-07-04'
 */
export function toDateText(day: Date): TradingDate {
  return formatISO(day, { representation: 'date' });
}
