import { CalendarInputError } from '../errors.ts';
import type { MarketCalendar, Session, TradingDate } from '../market-calendar.ts';
import { DAY_MS } from '../dates/trading-date.ts';

const HOUR_MS = 3_600_000;

/** Which hours of a session are counted: 09:30-16:00, or 04:00-20:00 with the night before them if there is one. */
export type CountedParts = 'regular' | 'extended';

/**
 * Where bars start: on clock boundaries, like the vendor's bars, or counted from the session's open, like this
 * product's hours.
 */
export type BarGrid = 'session' | 'clock';

/**
 * The bars of a session: start of the first, their number, and when the last one is final. Times in UTC epoch
 * milliseconds.
 */
interface Row {
  readonly firstMs: number;
  readonly count: number;
  readonly endMs: number;
}

/**
 * The maximum number of bars of one size in a session: the windows of the vendor's clock grid that overlap its hours; 1
 * for day bars. Regular counts are a hard check for liquid tickers only; extended counts are informative, since most
 * tickers trade in few of those minutes.
 *
 * @param barMs bar size in milliseconds: a divisor of an hour, or a day.
 * @throws {CalendarInputError} for any other size.
 * @example
 * expectedBars(session, 60_000); // 390, or 210 on an early close
 */
export function expectedBars(session: Session, barMs: number, parts: CountedParts = 'regular'): number {
  return toRow(session, { barMs, parts, grid: 'clock' }).count;
}

/**
 * The number of hours in a session's regular trading: counted from the open (`session`: 7, or 4 on an early close, the
 * last one 30 minutes long), or clock hours that overlap it (`clock`: 7 or 4, the first one half pre-market). 24 for
 * crypto.
 *
 * @example
 * expectedHours(session, 'session'); // 7
 */
export function expectedHours(session: Session, grid: BarGrid): number {
  return toRow(session, { barMs: HOUR_MS, parts: 'regular', grid }).count;
}

/**
 * The bars of a session that are final at an instant: those whose end plus the plan's delay has passed. Only these are
 * expected during a session; afterwards all of them are.
 *
 * @param due.barMs bar size in milliseconds: a divisor of an hour, or a day.
 * @param due.atMs the instant, UTC epoch milliseconds.
 * @param due.delayMs the plan's delay in milliseconds; default 0.
 * @param due.parts default `regular`.
 * @param due.grid default `clock`; `session` supports regular hours only.
 * @throws {CalendarInputError} for any other bar size, and for extended hours on the session grid.
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
 * The maximum number of bars of a ticker in a range of trading dates, both ends included: the sum over its sessions.
 *
 * @throws {CalendarInputError} for an invalid date or bar size; {@link CalendarRangeError} for a date before the
 * calendar's range.
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

function toRow(session: Session, requested: { barMs: number; parts: CountedParts; grid: BarGrid }): Row {
  const { barMs, parts, grid } = requested;
  assertCountable(requested);
  const startMs = parts === 'regular' ? session.openMs : session.nightOpenMs;
  const endMs = parts === 'regular' ? session.closeMs : session.postCloseMs;
  if (barMs === DAY_MS) return { firstMs: endMs - DAY_MS, count: 1, endMs };
  if (grid === 'session') return { firstMs: startMs, count: Math.ceil((endMs - startMs) / barMs), endMs };
  const firstMs = Math.floor(startMs / barMs) * barMs;
  const count = Math.ceil((endMs - firstMs) / barMs);
  return { firstMs, count, endMs: firstMs + count * barMs };
}

/** New York is whole hours from UTC, so the two clock grids coincide only for divisors of an hour. */
function assertCountable({ barMs, parts, grid }: { barMs: number; parts: CountedParts; grid: BarGrid }): void {
  const isKnownLength = barMs === DAY_MS || (Number.isInteger(barMs) && barMs > 0 && HOUR_MS % barMs === 0);
  const issues = [
    ...(isKnownLength
      ? []
      : [
          `${barMs} ms is neither a divisor of an hour nor a day: use for example 60000, 300000, 1800000, 3600000 or 86400000`,
        ]),
    ...(parts === 'extended' && grid === 'session'
      ? ['the session grid covers regular hours only: use the clock grid for extended hours']
      : []),
  ];
  if (issues.length > 0)
    throw new CalendarInputError(`Cannot count the bars of a session: ${issues.join('; ')}.`, { issues });
}
