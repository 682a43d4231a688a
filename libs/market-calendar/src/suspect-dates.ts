import type { MarketCalendar, TradingDate } from './market-calendar.ts';
import { toCalendarDates } from './trading-date.ts';

/** A date on which the bars contradict the calendar. */
export interface SuspectDate {
  readonly tradingDate: TradingDate;
  /** `session-without-bars`: probably a closure that was announced late. `bars-on-closed-day`: probably a session that is missing. */
  readonly kind: 'session-without-bars' | 'bars-on-closed-day';
  /** Tickers that have bars on the date. */
  readonly tickersWithBars: number;
  /** Why it is suspect, and what to do. */
  readonly message: string;
}

/** With fewer tickers a date without bars says nothing about the market. */
const LEAST_TICKERS = 5;

/**
 * The dates of a range, both ends included, on which the bars of many tickers contradict the calendar. They are questions for a
 * person: nothing is to be filled or dropped. Ask for completed sessions only.
 *
 * @param found.tickers how many tickers were asked for, on every date.
 * @param found.tickersWithBars how many of them have a bar, by trading date; a date that is not named has none.
 * @throws {CalendarInputError} for a date that is none; {@link CalendarRangeError} before the calendar's rules.
 * @example
 * findSuspectDates(calendar, '2026-05-18', '2026-05-22', { tickers: 7, tickersWithBars: new Map() }).length; // 5
 */
export function findSuspectDates(
  calendar: MarketCalendar,
  from: TradingDate,
  to: TradingDate,
  found: { readonly tickers: number; readonly tickersWithBars: ReadonlyMap<TradingDate, number> },
): SuspectDate[] {
  return toCalendarDates(from, to).flatMap((tradingDate): SuspectDate[] => {
    const tickersWithBars = found.tickersWithBars.get(tradingDate) ?? 0;
    const isSession = calendar.session(tradingDate) !== null;
    if (isSession && tickersWithBars === 0 && found.tickers >= LEAST_TICKERS) {
      const message = `${tradingDate} is a session, but none of ${found.tickers} tickers has a bar: if the market was closed, add the date to the closures of the overrides.`;
      return [{ tradingDate, kind: 'session-without-bars', tickersWithBars, message }];
    }
    if (!isSession && tickersWithBars > 0) {
      const message = `${tradingDate} is closed, but ${tickersWithBars} of ${found.tickers} tickers have bars: if there was a session, add the date to the fullSessions of the overrides.`;
      return [{ tradingDate, kind: 'bars-on-closed-day', tickersWithBars, message }];
    }
    return [];
  });
}
