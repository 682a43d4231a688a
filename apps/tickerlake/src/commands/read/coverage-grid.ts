import type { CoverageState } from '@tickerlake/market-sql';

/** What is published of a ticker in a session. */
export interface CoveredSession {
  readonly ticker: string;
  readonly trading_date: string;
  readonly calendar: string;
  readonly hours: number | bigint;
  readonly complete_hours: number | bigint;
  readonly expected_hours: number | bigint;
  readonly state: CoverageState;
  /** Why missing bars are right; null where none may be missing. */
  readonly reason: string | null;
}

/** One row of the grid: the newest sessions of a ticker's calendar, from its first one on, in order of date. */
export interface CoverageRow {
  readonly ticker: string;
  readonly cells: readonly {
    readonly date: string;
    readonly state: CoverageState;
    readonly reason: string | null;
    readonly hours: number;
    readonly complete: number;
    readonly expected: number;
  }[];
}

/**
 * Sessions as a grid of tickers, of at most some newest sessions of each calendar.
 *
 * @param sessions in order of ticker and date.
 * @example
 * coverageGrid([{ ticker: 'AAPL', trading_date: '2026-05-29', calendar: 'XNYS', hours: 7, complete_hours: 7, expected_hours: 7, state: 'complete', reason: null }], 30);
 */
export function coverageGrid(sessions: readonly CoveredSession[], newest: number): CoverageRow[] {
  const dates = new Map<string, Set<string>>();
  for (const { calendar, trading_date: date } of sessions)
    dates.set(calendar, (dates.get(calendar) ?? new Set()).add(date));
  const firstShown = new Map([...dates].map(([calendar, all]) => [calendar, [...all].sort().at(-newest)]));
  const rows = new Map<string, CoverageRow['cells'][number][]>();
  for (const {
    ticker,
    trading_date: date,
    calendar,
    hours,
    complete_hours: complete,
    expected_hours: expected,
    state,
    reason,
  } of sessions) {
    if (date < (firstShown.get(calendar) ?? '')) continue;
    const cells = rows.get(ticker) ?? [];
    cells.push({ date, state, reason, hours: Number(hours), complete: Number(complete), expected: Number(expected) });
    rows.set(ticker, cells);
  }
  return [...rows].map(([ticker, cells]) => ({ ticker, cells }));
}
