import type { MarketCalendar, TradingDate } from '../market-calendar.ts';
import { toCalendarDates } from '../dates/trading-date.ts';

/** A date where the bars contradict the calendar. */
export interface SuspectDate {
  readonly tradingDate: TradingDate;
  /**
   * `session-without-bars`: probably a closure announced at short notice. `bars-on-closed-day`: probably a session that
   * the calendar lacks.
   */
  readonly kind: 'session-without-bars' | 'bars-on-closed-day';
  /** Tickers with bars on the date. */
  readonly tickersWithBars: number;
  /** Why the date is suspect and what to do. */
  readonly message: string;
}

/** With fewer tickers, a date without bars is no evidence about the market. */
const LEAST_TICKERS = 5;

/**
 * The dates in a range, both ends included, where the bars of many tickers contradict the calendar. They need a human
 * decision: do not fill or drop data because of them. Pass completed sessions only.
 *
 * @param found.tickers the number of tickers requested for every date.
 * @param found.tickersWithBars the number of tickers with a bar by trading date; 0 for dates that are absent.
 * @throws {CalendarInputError} for an invalid date; {@link CalendarRangeError} for a date before the calendar's range.
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
