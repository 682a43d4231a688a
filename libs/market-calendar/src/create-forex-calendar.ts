import { expectedBars, expectedHours } from './coverage/expected-bars.ts';
import { newYorkInstant, toUtcDate } from './dates/new-york-time.ts';
import { addCalendarDays, DAY_MS, toCalendarDates, toDayNumber } from './dates/trading-date.ts';
import type { InstantLocation, MarketCalendar, Session, TradingDate } from './market-calendar.ts';

const HOUR_MS = 3_600_000;
/** The week opens on Sunday and closes on Friday, both at 17:00 in New York. */
const WEEK_EDGE_MINUTE = 17 * 60;
const [SUNDAY, FRIDAY, SATURDAY] = [0, 5, 6];

/**
 * Creates the calendar of currency pairs: open from Sunday 17:00 to Friday 17:00 New York, also on holidays, when trading
 * is thin. A trading date is the UTC date, as the vendor's day bars have it: Sunday has 2 or 3 hours and Friday 22 or
 * 21, depending on daylight saving time in New York; every other weekday has 24.
 *
 * @example
 * createForexCalendar().expectedHours(createForexCalendar().nextSession('2026-05-16'), 'session'); // 3, a Sunday
 */
export function createForexCalendar(): MarketCalendar {
  const sessions = new Map<TradingDate, Session | null>();

  function session(tradingDate: TradingDate): Session | null {
    const known = sessions.get(tradingDate);
    if (known !== undefined) return known;
    const built = toSession(tradingDate);
    sessions.set(tradingDate, built);
    return built;
  }

  /** The first session from a date on, in steps of a day. */
  function nearest(tradingDate: TradingDate, step: 1 | -1): Session {
    const date = addCalendarDays(tradingDate, step);
    return session(date) ?? nearest(date, step);
  }

  return Object.freeze({
    id: '24/5',
    session,
    sessions: (from: TradingDate, to: TradingDate) => toCalendarDates(from, to).flatMap((date) => session(date) ?? []),
    nextSession: (tradingDate: TradingDate) => nearest(tradingDate, 1),
    previousSession: (tradingDate: TradingDate) => nearest(tradingDate, -1),
    locate(instantMs: number): InstantLocation {
      const tradingDate = toUtcDate(instantMs);
      const hourStartMs = Math.floor(instantMs / HOUR_MS) * HOUR_MS;
      const open = session(tradingDate);
      const isOpen = open !== null && instantMs >= open.openMs && instantMs < open.closeMs;
      return {
        tradingDate,
        part: isOpen ? 'continuous' : 'unknown',
        hourStartMs,
        hourEndMs: hourStartMs + HOUR_MS,
      };
    },
    lastCompletedSession(instantMs: number) {
      const date = toUtcDate(instantMs);
      const today = session(date);
      return today !== null && today.closeMs <= instantMs ? today : nearest(date, -1);
    },
    expectedBars,
    expectedHours,
    isForecast(tradingDate: TradingDate) {
      toDayNumber(tradingDate);
      return false;
    },
  });
}

function toSession(tradingDate: TradingDate): Session | null {
  const startMs = toDayNumber(tradingDate) * DAY_MS;
  const weekday = new Date(startMs).getUTCDay();
  if (weekday === SATURDAY) return null;
  const edgeMs = newYorkInstant(tradingDate, WEEK_EDGE_MINUTE);
  const openMs = weekday === SUNDAY ? edgeMs : startMs;
  const closeMs = weekday === FRIDAY ? edgeMs : startMs + DAY_MS;
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
