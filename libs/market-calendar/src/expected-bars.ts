import { CalendarInputError } from './errors.ts';
import type { MarketCalendar, Session, TradingDate } from './market-calendar.ts';
import { DAY_MS } from './trading-date.ts';

const HOUR_MS = 3_600_000;

/** Which hours of a session are counted: 09:30-16:00, or 04:00-20:00. */
export type CountedParts = 'regular' | 'extended';

/**
 * The most bars of a length that a session can have: the windows of the vendor's clock grid that touch its hours, 1 for day bars. Regular
 * counts are a hard check for liquid tickers only; extended ones are informative, since thin tickers trade in few of those minutes.
 *
 * @param barMs length in milliseconds: one that divides an hour, or a day.
 * @throws {CalendarInputError} for any other length.
 * @example
 * expectedBars(session, 60_000); // 390, or 210 on an early close
 */
export function expectedBars(session: Session, barMs: number, parts: CountedParts = 'regular'): number {
  assertBarLength(barMs);
  if (barMs === DAY_MS) return 1;
  const { startMs, endMs } = toSpan(session, parts);
  return Math.ceil(endMs / barMs) - Math.floor(startMs / barMs);
}

/**
 * The hours of regular trading of a session: counted from its open (`session`: 7, 4 on an early close, the last of 30 minutes), or the clock
 * hours that it touches (`clock`: 7 or 4, the first half pre-market). 24 for crypto.
 *
 * @example
 * expectedHours(session, 'session'); // 7
 */
export function expectedHours(session: Session, grid: 'session' | 'clock'): number {
  return grid === 'clock' ? expectedBars(session, HOUR_MS) : Math.ceil((session.closeMs - session.openMs) / HOUR_MS);
}

/**
 * The bars of a session that are final at an instant: those whose end, and the plan's delay after it, is past. While a session runs only
 * these are expected. All of `expectedBars` once the session is over.
 *
 * @param due.delayMs how late the plan serves bars, in milliseconds; 0 unless said.
 * @throws {CalendarInputError} for a length that neither divides an hour nor is a day.
 * @example
 * dueBars(session, { barMs: 60_000, atMs: session.openMs + 90_000 }); // 1
 */
export function dueBars(session: Session, due: { barMs: number; atMs: number; delayMs?: number; parts?: CountedParts }): number {
  const { barMs, parts = 'regular' } = due;
  const all = expectedBars(session, barMs, parts);
  const { startMs, endMs } = toSpan(session, parts);
  const finalMs = due.atMs - (due.delayMs ?? 0);
  if (finalMs >= endMs) return all;
  if (barMs === DAY_MS) return 0;
  return Math.max(0, Math.floor(finalMs / barMs) - Math.floor(startMs / barMs));
}

/**
 * The most bars that a ticker can have in a range of trading dates, both included: the sum over its sessions, each by its kind.
 *
 * @throws {CalendarInputError} for a date that is none or an unknown bar length; {@link CalendarRangeError} before the calendar's rules.
 * @example
 * expectedBarsBetween(createStockCalendar(), '2026-01-01', '2026-12-31', 60_000); // 97_530
 */
export function expectedBarsBetween(calendar: MarketCalendar, from: TradingDate, to: TradingDate, barMs: number, parts?: CountedParts): number {
  return calendar.sessions(from, to).reduce((sum, session) => sum + expectedBars(session, barMs, parts), 0);
}

function toSpan(session: Session, parts: CountedParts): { startMs: number; endMs: number } {
  return parts === 'regular'
    ? { startMs: session.openMs, endMs: session.closeMs }
    : { startMs: session.preOpenMs, endMs: session.postCloseMs };
}

function assertBarLength(barMs: number): void {
  if (barMs === DAY_MS || (Number.isInteger(barMs) && barMs > 0 && HOUR_MS % barMs === 0)) return;
  const issue = `${barMs} ms is not a bar length that divides an hour, nor a day`;
  throw new CalendarInputError(`Cannot count the bars of a session: ${issue}. Use 60000, 300000, 1800000, 3600000 or 86400000, for instance.`, { issues: [issue] });
}
