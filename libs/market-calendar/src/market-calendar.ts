/**
 * A session's date, `YYYY-MM-DD`: the New York date for stocks, the UTC date for crypto and currencies; never a stock bar's UTC date.
 */
export type TradingDate = string;

/**
 * The part of a trading day that contains an instant. `unknown`: a closed day or an instant outside all known hours;
 * bars there are counted and kept.
 */
export type SessionPart = 'night' | 'pre' | 'regular' | 'post' | 'continuous' | 'unknown';

/**
 * One trading date's hours as UTC instants in epoch milliseconds. Every interval is half-open: a bar belongs to the
 * part that contains its start. A continuous session has `nightOpenMs = preOpenMs = openMs` and `closeMs = postCloseMs`.
 *
 * @example
 * const { closeMs, openMs }: Session = createStockCalendar().nextSession('2026-11-26');
 * (closeMs - openMs) / 60_000; // 210, the early close of 2026-11-27
 */
export interface Session {
  readonly tradingDate: TradingDate;
  readonly isEarlyClose: boolean;
  /** On the evening before; equals `preOpenMs` without a night session. */
  readonly nightOpenMs: number;
  readonly preOpenMs: number;
  readonly openMs: number;
  readonly closeMs: number;
  readonly postCloseMs: number;
}

/**
 * The position of an instant in the calendar. Regular hours count from the open (09:30, 10:30, ... 15:30, the last one
 * 30 minutes long); all others are clock hours, cut off at the ends of the part.
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
  /** UTC epoch milliseconds; less than an hour after the start in the last hour of a part. */
  readonly hourEndMs: number;
}

/**
 * The sessions of a market. Sessions are frozen and shared. Every method throws
 * `CalendarInputError` for an invalid date or instant and `CalendarRangeError` outside the calendar's range.
 *
 * @example
 * const calendar: MarketCalendar = createStockCalendar();
 * calendar.session('2026-07-03'); // null, Independence Day is observed
 */
export interface MarketCalendar {
  readonly id: 'XNYS' | '24/5' | '24/7';
  /** The session of a date; null when the market is closed. */
  session(tradingDate: TradingDate): Session | null;
  /** The sessions from one date to another, both included, in order; none when `from` is after `to`. */
  sessions(from: TradingDate, to: TradingDate): Session[];
  /** The first session after a date. The date need not have a session. */
  nextSession(tradingDate: TradingDate): Session;
  /** The last session before a date. The date need not have a session. */
  previousSession(tradingDate: TradingDate): Session;
  /** Locates a UTC instant (epoch milliseconds). Fast enough for millions of calls. */
  locate(instantMs: number): InstantLocation;
  /** The last session whose close is at or before a UTC instant (epoch milliseconds). */
  lastCompletedSession(instantMs: number): Session;
  /** The maximum number of bars of one size in a session; see `expectedBars`. */
  expectedBars(session: Session, barMs: number, parts?: 'regular' | 'extended'): number;
  /** The number of regular hours: `session` counts from the open, `clock` counts the clock hours that overlap it. */
  expectedHours(session: Session, grid: 'session' | 'clock'): number;
  /** Whether the date is after the published table, so that the rules are a forecast. */
  isForecast(tradingDate: TradingDate): boolean;
}
