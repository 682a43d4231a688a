import type { MarketCalendar, Session } from './market-calendar.ts';

/**
 * The session whose day, from night session to post-market, contains a UTC instant (epoch milliseconds); null outside
 * known hours.
 *
 * @throws {CalendarInputError} when the instant is not a finite number.
 * @example
 * sessionAt(createStockCalendar(), Date.parse('2026-01-05T00:30Z')); // null, a Sunday evening in New York
 */
export function sessionAt(calendar: MarketCalendar, instantMs: number): Session | null {
  const { part, tradingDate } = calendar.locate(instantMs);
  return part === 'unknown' ? null : calendar.session(tradingDate);
}
