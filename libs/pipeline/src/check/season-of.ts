import { CalendarRangeError, newYorkDateAt, type Session, type StockCalendar } from '@tickerlake/market-calendar';

const hourMs = 3_600_000;

/**
 * The season of a moment, for `DetectAnomalies .. with method = "seasonal"`: the weekday in New York of the last session that has begun, or
 * `half day`, and while that session is open also its hour.
 *
 * @example
 * seasonOf(createStockCalendar(), new Date('2026-11-27T18:30:00Z')); // 'half day', the Friday after Thanksgiving
 */
export function seasonOf(calendar: StockCalendar, at: Date): string {
  const date = newYorkDateAt(at.getTime());
  const session = lastBegunSession(calendar, date, at.getTime());
  if (session === null) return weekdayOf(date);
  const day = session.isEarlyClose ? 'half day' : weekdayOf(session.tradingDate);
  if (at.getTime() >= session.closeMs) return day;
  return `${day}, hour ${Math.floor((at.getTime() - session.openMs) / hourMs) + 1}`;
}

/** Null outside the years of the calendar. */
function lastBegunSession(calendar: StockCalendar, date: string, atMs: number): Session | null {
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
