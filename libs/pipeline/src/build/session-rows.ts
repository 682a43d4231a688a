import type { MarketCalendar } from '@tickerlake/market-calendar';
import type { JsonRow, sessionsTable } from '@tickerlake/record-schema';

/**
 * The sessions of a calendar between two trading dates, both included, as rows of `sessions`.
 *
 * @example
 * sessionRows(createStockCalendar(), '2026-05-01', '2026-05-31').length; // 20
 */
export function sessionRows(calendar: MarketCalendar, from: string, to: string): JsonRow<typeof sessionsTable>[] {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return calendar.sessions(from, to).map((session) => ({
    calendar: calendar.id,
    trading_date: session.tradingDate,
    pre_open: iso(session.preOpenMs),
    open: iso(session.openMs),
    close: iso(session.closeMs),
    post_close: iso(session.postCloseMs),
    is_early_close: session.isEarlyClose,
    expected_bars: (session.closeMs - session.openMs) / 60_000,
  }));
}
