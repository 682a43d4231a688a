import { CalendarInputError, CalendarRangeError } from '../errors.ts';
import type { TradingDate } from '../market-calendar.ts';

/**
 * Milliseconds of a UTC day. Only for UTC day numbers: a New York day may have 23 or 25 hours.
 *
 * @example
 * const dayNumber = Math.floor(instantMs / DAY_MS);
 */
export const DAY_MS = 86_400_000;

const FIRST_DATE: TradingDate = '0001-01-01';

/**
 * The last date that `YYYY-MM-DD` can express.
 *
 * @example
 * isTradingDate(LAST_DATE); // true
 */
export const LAST_DATE: TradingDate = '9999-12-31';

/**
 * Whether a value is a valid calendar date, `YYYY-MM-DD`. The market may be closed on it.
 *
 * @example
 * isTradingDate('2026-02-29'); // false
 */
export function isTradingDate(value: unknown): value is TradingDate {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < FIRST_DATE) return false;
  const midnightMs = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(midnightMs) && toTradingDate(midnightMs / DAY_MS) === value;
}

/**
 * The day number of a calendar date, with 1970-01-01 = 0. It identifies a date, not an instant.
 *
 * @throws {CalendarInputError} when it is not a calendar date.
 * @example
 * toDayNumber('1970-01-02'); // 1
 */
export function toDayNumber(date: TradingDate): number {
  if (!isTradingDate(date)) {
    const issue = `${JSON.stringify(date)} is not a calendar date`;
    throw new CalendarInputError(`${issue}: write it as YYYY-MM-DD, for example 2026-05-29.`, { issues: [issue] });
  }
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/**
 * The date of a day number.
 *
 * @throws {CalendarRangeError} before year 1 and after year 9999.
 * @example
 * toTradingDate(1); // '1970-01-02'
 */
export function toTradingDate(dayNumber: number): TradingDate {
  const day = new Date(dayNumber * DAY_MS);
  const year = day.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) {
    const facts = { requested: `day ${dayNumber}`, validFrom: FIRST_DATE, validTo: LAST_DATE };
    throw new CalendarRangeError(
      `Day ${dayNumber} since 1970 is outside ${FIRST_DATE} to ${LAST_DATE}: use a date between them.`,
      facts,
    );
  }
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;
}

/**
 * A calendar date moved by a number of days, backwards when `days` is negative. Time zones and clock changes play no
 * role.
 *
 * @throws {CalendarInputError} when `date` is not a date or `days` not an integer; {@link CalendarRangeError} when the result leaves the years 1 to 9999.
 * @example
 * addCalendarDays('2026-02-28', 1); // '2026-03-01'
 */
export function addCalendarDays(date: TradingDate, days: number): TradingDate {
  if (!Number.isInteger(days)) {
    const issue = `${days} is not a whole number of days`;
    throw new CalendarInputError(`${date} cannot be moved: ${issue}. Pass an integer.`, { issues: [issue] });
  }
  return toTradingDate(toDayNumber(date) + days);
}

/**
 * Every calendar date in a range, both ends included, with or without a session; empty when `from` is after `to`.
 *
 * @throws {CalendarInputError} when either is not a date.
 * @example
 * toCalendarDates('2026-02-28', '2026-03-01'); // ['2026-02-28', '2026-03-01']
 */
export function toCalendarDates(from: TradingDate, to: TradingDate): TradingDate[] {
  const first = toDayNumber(from);
  return Array.from({ length: Math.max(0, toDayNumber(to) - first + 1) }, (_, index) => toTradingDate(first + index));
}

/**
 * The day of the week of a calendar date, 0 = Sunday.
 *
 * @throws {CalendarInputError} when it is not a calendar date.
 * @example
 * toWeekday('2026-05-29'); // 5, a Friday
 */
export function toWeekday(date: TradingDate): number {
  return (((toDayNumber(date) + 4) % 7) + 7) % 7;
}

/**
 * Whether a calendar date is a Saturday or a Sunday.
 *
 * @throws {CalendarInputError} when it is not a calendar date.
 * @example
 * isWeekend('2026-05-30'); // true
 */
export function isWeekend(date: TradingDate): boolean {
  return toWeekday(date) % 6 === 0;
}
