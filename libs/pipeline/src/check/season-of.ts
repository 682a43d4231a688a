import { CalendarRangeError, newYorkDateAt, type Session, type StockCalendar } from '@tickerlake/market-calendar';

const hourMs = 3_600_000;

/**
 * What is alike from week to week, for `DetectAnomalies .. with method = "seasonal"`: the weekday of the last session that has begun, or
 * that it is a half day, and while it is open the hour since its opening. Weekdays are New York's: an evening in UTC is still that day.
 *
 * @example
 * seasonOf(createStockCalendar(), new Date('2026-11-27T18:30:00Z')); // 'half day', the Friday after Thanksgiving
 */
export function seasonOf(calendar: StockCalendar, at: Date): string {
  const date = newYorkDateAt(at.getTime());
  const session = lastBegun(calendar, date, at.getTime());
  if (session === null) return weekdayOf(date);
  const day = session.isEarlyClose ? 'half day' : weekdayOf(session.tradingDate);
  if (at.getTime() >= session.closeMs) return day;
  return `${day}, hour ${Math.floor((at.getTime() - session.openMs) / hourMs) + 1}`;
}

/** Null outside the years that the calendar knows. */
function lastBegun(calendar: StockCalendar, date: string, atMs: number): Session | null {
  try {
    const session = calendar.session(date);
    return session !== null && atMs >= session.openMs ? session : calendar.previousSession(date);
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const weekdayOf = (date: string): string => weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? date;
