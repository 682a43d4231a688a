/** Milliseconds of a UTC day. Only for UTC day numbers, never to step instants in New York. */
export const DAY_MS = 86_400_000;

/**
 * The number of a calendar date, counted from 1970-01-01 = 0. A date without a zone.
 *
 * @example
 * toDayNumber('1970-01-02'); // 1
 */
export function toDayNumber(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

/**
 * The date (`YYYY-MM-DD`) of a day number.
 *
 * @example
 * toDate(1); // '1970-01-02'
 */
export function toDate(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Whether a text is a real calendar date in the form `YYYY-MM-DD`.
 *
 * @example
 * isDate('2026-02-30'); // false
 */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number(text.slice(0, 4)) >= 1000 && isRoundTrip(text);
}

function isRoundTrip(text: string): boolean {
  const dayNumber = toDayNumber(text);
  return Number.isFinite(dayNumber) && toDate(dayNumber) === text;
}

/**
 * Months since year 0 of a day number.
 *
 * @example
 * toMonthNumber(0); // 1970 * 12
 */
export function toMonthNumber(dayNumber: number): number {
  const date = new Date(dayNumber * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * Day number of the first day of a month that was counted from year 0.
 *
 * @example
 * firstDayOfMonth(1970 * 12 + 1); // 31
 */
export function firstDayOfMonth(monthNumber: number): number {
  return Date.UTC(Math.floor(monthNumber / 12), ((monthNumber % 12) + 12) % 12, 1) / DAY_MS;
}

/**
 * Day of the week: 0 = Sunday.
 *
 * @example
 * toWeekday(0); // 4, 1970-01-01 was a Thursday
 */
export function toWeekday(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

/**
 * The count of weekdays before a day: a business-day clock without holidays. A weekend day counts as the previous
 * Friday.
 *
 * @example
 * toWeekdayCount(toDayNumber('2026-05-18')) - toWeekdayCount(toDayNumber('2026-05-15')); // 1
 */
export function toWeekdayCount(dayNumber: number): number {
  const sinceMonday = dayNumber + 3;
  const week = Math.floor(sinceMonday / 7);
  return week * 5 + Math.min(sinceMonday - week * 7, 4);
}
