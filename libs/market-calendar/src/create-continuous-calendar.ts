import { expectedBars, expectedHours } from './coverage/expected-bars.ts';
import type { InstantLocation, MarketCalendar, Session, TradingDate } from './market-calendar.ts';
import { toUtcDate } from './dates/new-york-time.ts';
import { addCalendarDays, DAY_MS, toCalendarDates, toDayNumber } from './dates/trading-date.ts';

const HOUR_MS = 3_600_000;

/**
 * Creates the calendar of a market that never closes, such as crypto: every UTC day is one session from 00:00 to 00:00,
 * independent of any time zone.
 *
 * @example
 * createContinuousCalendar().expectedHours(createContinuousCalendar().nextSession('2026-03-07'), 'session'); // 24
 */
export function createContinuousCalendar(): MarketCalendar {
  const dates = new Map<number, TradingDate>();

  /** The UTC date of an instant. Remembers the last day, so that its text is built once. */
  function dateAt(instantMs: number): TradingDate {
    const dayNumber = Math.floor(instantMs / DAY_MS);
    const known = dates.get(dayNumber);
    if (known !== undefined) return known;
    const date = toUtcDate(instantMs);
    dates.set(dayNumber, date);
    return date;
  }

  return Object.freeze({
    id: '24/7',
    session: toSession,
    sessions: (from: TradingDate, to: TradingDate) => toCalendarDates(from, to).map(toSession),
    nextSession: (tradingDate: TradingDate) => toSession(addCalendarDays(tradingDate, 1)),
    previousSession: (tradingDate: TradingDate) => toSession(addCalendarDays(tradingDate, -1)),
    locate(instantMs: number): InstantLocation {
      const hourStartMs = Math.floor(instantMs / HOUR_MS) * HOUR_MS;
      return { tradingDate: dateAt(instantMs), part: 'continuous', hourStartMs, hourEndMs: hourStartMs + HOUR_MS };
    },
    lastCompletedSession: (instantMs: number) => toSession(addCalendarDays(toUtcDate(instantMs), -1)),
    expectedBars,
    expectedHours,
    isForecast(tradingDate: TradingDate) {
      toDayNumber(tradingDate);
      return false;
    },
  });
}

function toSession(tradingDate: TradingDate): Session {
  const openMs = toDayNumber(tradingDate) * DAY_MS;
  const closeMs = openMs + DAY_MS;
  return Object.freeze({
    tradingDate,
    isEarlyClose: false,
    nightOpenMs: openMs,
    preOpenMs: openMs,
    openMs,
    closeMs,
    postCloseMs: closeMs,
  });
}
