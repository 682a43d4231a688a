import { groupBy } from '../group-by.ts';
import type { Row } from '../rows.ts';

/** A day of a month grid; null stands for one without a session. */
export interface CoverageDay {
  readonly date: string;
  readonly state: 'complete' | 'partial' | 'absent' | 'explained';
  /** Why fewer bars than the calendar has are right; null unless the state is `explained`. */
  readonly reason: string | null;
  readonly completeHours: number;
  readonly expectedHours: number;
  /** Row of the grid, from 0. */
  readonly week: number;
  /** Column of the grid, 0 for Monday. */
  readonly weekday: number;
}

/** A month of a ticker. */
export interface CoverageMonth {
  /** `2026-05`. */
  readonly month: string;
  /** Its sessions, in order. */
  readonly days: readonly CoverageDay[];
}

/** The sessions of a ticker, by month. */
export interface TickerCoverage {
  readonly ticker: string;
  readonly months: readonly CoverageMonth[];
  /** Without those that are explained. */
  readonly sessions: number;
  readonly completeSessions: number;
  /** The sessions that are neither complete nor explained, in order. */
  readonly gaps: readonly CoverageDay[];
}

/**
 * Coverage as a grid per ticker and month; those with most gaps come first, then by name.
 *
 * @param rows of the page's query `coverage`, whose state is the one rule of coverage.
 * @example
 * coverageMonths(toRows(await api.about('coverage')))[0]?.months[0]?.days[0]?.weekday; // 4, a Friday
 */
export function coverageMonths(rows: readonly Row[]): TickerCoverage[] {
  const byTicker = groupBy(rows, (row) => String(row['ticker']));
  return [...byTicker]
    .map(([ticker, own]): TickerCoverage => {
      const days = own.map(toDay).sort((a, b) => a.date.localeCompare(b.date));
      const months = [...groupBy(days, ({ date }) => date.slice(0, 7))].map(([month, of]) => ({ month, days: of }));
      const expected = days.filter(({ state }) => state !== 'explained');
      const gaps = expected.filter(({ state }) => state !== 'complete');
      return { ticker, months, sessions: expected.length, completeSessions: expected.length - gaps.length, gaps };
    })
    .sort((a, b) => b.gaps.length - a.gaps.length || a.ticker.localeCompare(b.ticker));
}

function toDay(row: Row): CoverageDay {
  const date = String(row['trading_date']);
  const first = mondayFirst(`${date.slice(0, 7)}-01`);
  const { state, reason } = row;
  return {
    date,
    state: state === 'complete' || state === 'partial' || state === 'explained' ? state : 'absent',
    reason: typeof reason === 'string' ? reason : null,
    completeHours: Number(row['complete_hours']),
    expectedHours: Number(row['expected_hours']),
    week: Math.floor((Number(date.slice(8)) - 1 + first) / 7),
    weekday: mondayFirst(date),
  };
}

const mondayFirst = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
