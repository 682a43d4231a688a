/** A session's date, `YYYY-MM-DD`: the New York date for stocks, the UTC date for crypto. Never the UTC date of a stock's bar. */
export type TradingDate = string;

/**
 * The part of a trading day that holds an instant. `unknown`: a closed day, or outside the hours that the calendar knows;
 * bars there are counted and kept.
 */
export type SessionPart = 'pre' | 'regular' | 'post' | 'continuous' | 'unknown';

/**
 * One trading date's hours as UTC instants in epoch milliseconds. Every interval is half-open: a bar belongs to the part
 * that holds its start. A continuous session has `preOpenMs = openMs` and `closeMs = postCloseMs`.
 *
 * @example
 * const { closeMs, openMs }: Session = createStockCalendar().nextSession('2026-11-26');
 * (closeMs - openMs) / 60_000; // 210, the early close of 2026-11-27
 */
export interface Session {
  readonly tradingDate: TradingDate;
  readonly isEarlyClose: boolean;
  readonly preOpenMs: number;
  readonly openMs: number;
  readonly closeMs: number;
  readonly postCloseMs: number;
}

/**
 * Where an instant lies. The hour is cut by the session: regular hours count from the open (09:30, 10:30, ... 15:30, the last
 * is 30 minutes), all others are clock hours, cut at the part's ends.
 *
 * @example
 * const { part, hourStartMs }: InstantLocation = createStockCalendar().locate(Date.parse('2026-05-20T15:45Z'));
 * new Date(hourStartMs).toISOString(); // '2026-05-20T15:30:00.000Z', that is 11:30 in New York
 */
export interface InstantLocation {
  /** The session's date; where `part` is `unknown`, the New York date of the instant. */
  readonly tradingDate: TradingDate;
  readonly part: SessionPart;
  /** UTC epoch milliseconds. */
  readonly hourStartMs: number;
  /** UTC epoch milliseconds; less than an hour after the start where the part ends. */
  readonly hourEndMs: number;
}

/**
 * The sessions of a market. Sessions are frozen and shared. Every method throws
 * `CalendarInputError` for a date or instant that is none, and `CalendarRangeError` where the calendar has no rules.
 *
 * @example
 * const calendar: MarketCalendar = createStockCalendar();
 * calendar.session('2026-07-03'); // null, Independence Day is observed
 */
export interface MarketCalendar {
  readonly id: 'XNYS' | '24/7';
  /** The session of a date; null when the market is closed. */
  session(tradingDate: TradingDate): Session | null;
  /** The sessions from one date to another, both included, in order; none when `from` is after `to`. */
  sessions(from: TradingDate, to: TradingDate): Session[];
  /** The first session after a date, which need not be a session itself. */
  nextSession(tradingDate: TradingDate): Session;
  /** The last session before a date, which need not be a session itself. */
  previousSession(tradingDate: TradingDate): Session;
  /** Where a UTC instant (epoch milliseconds) lies. Made for millions of calls. */
  locate(instantMs: number): InstantLocation;
  /** The last session whose close is at or before a UTC instant (epoch milliseconds). */
  lastCompletedSession(instantMs: number): Session;
  /** The most bars of a length that a session can have; see `expectedBars`. */
  expectedBars(session: Session, barMs: number, parts?: 'regular' | 'extended'): number;
  /** The hours of regular trading: `session` counts from the open, `clock` counts the clock hours that it touches. */
  expectedHours(session: Session, grid: 'session' | 'clock'): number;
  /** Whether the date lies beyond the published table, so that the rules are a forecast. */
  isForecast(tradingDate: TradingDate): boolean;
}
