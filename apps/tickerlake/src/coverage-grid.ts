import type { MarketCalendar, Session } from '@tickerlake/market-calendar';

/** What is there of one ticker and session. */
export type CellState = 'complete' | 'partial' | 'absent';

/** Counted hours of a ticker and trading date. */
export interface CoveredHours {
  readonly ticker: string;
  readonly trading_date: string;
  readonly hours: number;
  readonly complete: number;
}

/** One row of the grid. */
export interface CoverageRow {
  readonly ticker: string;
  readonly cells: readonly { readonly date: string; readonly state: CellState; readonly hours: number; readonly expected: number }[];
}

/**
 * The calendar held against published hours: for each ticker, each session complete, partial or absent.
 *
 * @example
 * const rows = coverageGrid(['AAPL'], calendar.sessions('2026-05-01', '2026-05-29'), calendar, hours);
 */
export function coverageGrid(tickers: readonly string[], sessions: readonly Session[], calendar: MarketCalendar, hours: readonly CoveredHours[]): CoverageRow[] {
  const found = new Map(hours.map((row) => [`${row.ticker} ${row.trading_date}`, row]));
  return tickers.map((ticker) => ({
    ticker,
    cells: sessions.map((session) => {
      const expected = calendar.expectedHours(session, 'session');
      const row = found.get(`${ticker} ${session.tradingDate}`);
      return { date: session.tradingDate, state: stateOf(row, expected), hours: row?.hours ?? 0, expected };
    }),
  }));
}

function stateOf(row: CoveredHours | undefined, expected: number): CellState {
  if (row === undefined || row.hours === 0) return 'absent';
  return row.complete >= expected ? 'complete' : 'partial';
}
