import { CalendarInputError } from './errors.ts';
import type { MarketCalendar, Session, TradingDate } from './market-calendar.ts';
import { DAY_MS } from './trading-date.ts';

const HOUR_MS = 3_600_000;

/** Which hours of a session are counted: 09:30-16:00, or 04:00-20:00. */
export type CountedParts = 'regular' | 'extended';

/** Where bars start: on the clock, as the vendor cuts them, or counted from the session's open, as this product cuts hours. */
export type BarGrid = 'session' | 'clock';

/** The bars of a session: where the first starts, how many there are, when the last is final. Times in UTC epoch milliseconds. */
interface Row {
  readonly firstMs: number;
  readonly count: number;
  readonly endMs: number;
}

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
  return toRow(session, { barMs, parts, grid: 'clock' }).count;
}

/**
 * The hours of regular trading of a session: counted from its open (`session`: 7, 4 on an early close, the last of 30 minutes), or the clock
 * hours that it touches (`clock`: 7 or 4, the first half pre-market). 24 for crypto.
 *
 * @example
 * expectedHours(session, 'session'); // 7
 */
export function expectedHours(session: Session, grid: BarGrid): number {
  return toRow(session, { barMs: HOUR_MS, parts: 'regular', grid }).count;
}

/**
 * The bars of a session that are final at an instant: those whose end, and the plan's delay after it, is past. While a session runs only
 * these are expected; once it is over, all are.
 *
 * @param due.barMs length in milliseconds: one that divides an hour, or a day.
 * @param due.atMs the instant, UTC epoch milliseconds.
 * @param due.delayMs how late the plan serves bars, in milliseconds; 0 unless said.
 * @param due.parts `regular` unless said.
 * @param due.grid `clock` unless said; `session` cuts regular hours only.
 * @throws {CalendarInputError} for another bar length, and for extended hours on the session's grid.
 * @example
 * dueBars(session, { barMs: 60_000, atMs: session.openMs + 90_000 }); // 1
 */
export function dueBars(
  session: Session,
  due: { barMs: number; atMs: number; delayMs?: number; parts?: CountedParts; grid?: BarGrid },
): number {
  const { barMs, parts = 'regular', grid = 'clock' } = due;
  const { firstMs, count, endMs } = toRow(session, { barMs, parts, grid });
  const finalMs = due.atMs - (due.delayMs ?? 0);
  return finalMs >= endMs ? count : Math.max(0, Math.floor((finalMs - firstMs) / barMs));
}

/**
 * The most bars that a ticker can have in a range of trading dates, both included: the sum over its sessions, each by its kind.
 *
 * @throws {CalendarInputError} for a date that is none or an unknown bar length; {@link CalendarRangeError} before the calendar's rules.
 * @example
 * expectedBarsBetween(createStockCalendar(), '2026-01-01', '2026-12-31', 60_000); // 97_530
 */
export function expectedBarsBetween(
  calendar: MarketCalendar,
  from: TradingDate,
  to: TradingDate,
  barMs: number,
  parts?: CountedParts,
): number {
  return calendar.sessions(from, to).reduce((sum, session) => sum + expectedBars(session, barMs, parts), 0);
}

function toRow(session: Session, asked: { barMs: number; parts: CountedParts; grid: BarGrid }): Row {
  const { barMs, parts, grid } = asked;
  assertCountable(asked);
  const startMs = parts === 'regular' ? session.openMs : session.preOpenMs;
  const endMs = parts === 'regular' ? session.closeMs : session.postCloseMs;
  if (barMs === DAY_MS) return { firstMs: endMs - DAY_MS, count: 1, endMs };
  if (grid === 'session') return { firstMs: startMs, count: Math.ceil((endMs - startMs) / barMs), endMs };
  const firstMs = Math.floor(startMs / barMs) * barMs;
  const count = Math.ceil((endMs - firstMs) / barMs);
  return { firstMs, count, endMs: firstMs + count * barMs };
}

/** The clock grid of UTC is New York's only for lengths that divide an hour: its offset is whole hours. */
function assertCountable({ barMs, parts, grid }: { barMs: number; parts: CountedParts; grid: BarGrid }): void {
  const isKnownLength = barMs === DAY_MS || (Number.isInteger(barMs) && barMs > 0 && HOUR_MS % barMs === 0);
  const issues = [
    ...(isKnownLength
      ? []
      : [
          `${barMs} ms neither divides an hour nor is a day: use 60000, 300000, 1800000, 3600000 or 86400000, for instance`,
        ]),
    ...(parts === 'extended' && grid === 'session'
      ? ["the session's grid cuts regular hours only: count extended hours on the clock grid"]
      : []),
  ];
  if (issues.length > 0)
    throw new CalendarInputError(`Cannot count the bars of a session: ${issues.join('; ')}.`, { issues });
}
