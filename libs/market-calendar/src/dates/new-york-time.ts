import { tzOffset, tzScan } from '@date-fns/tz';
import { CalendarInputError } from '../errors.ts';
import type { TradingDate } from '../market-calendar.ts';
import { DAY_MS, toDayNumber, toTradingDate } from './trading-date.ts';

const ZONE = 'America/New_York';
const MINUTE_MS = 60_000;

/** New York's offset from UTC, valid from an instant (negative: behind UTC). */
interface OffsetSpan {
  readonly fromMs: number;
  readonly offsetMs: number;
}

const spansByYear = new Map<number, readonly OffsetSpan[]>();

/**
 * The offsets of a UTC year. New York never changes its clocks within a day of New Year, so each year can be scanned
 * alone.
 */
function spansOf(year: number): readonly OffsetSpan[] {
  const known = spansByYear.get(year);
  if (known !== undefined) return known;
  const start = new Date(Date.UTC(year, 0, 1));
  const changes = tzScan(ZONE, { start, end: new Date(Date.UTC(year + 1, 0, 1)) });
  const spans = [
    { fromMs: -Infinity, offsetMs: tzOffset(ZONE, start) * MINUTE_MS },
    ...changes.map(({ date, offset }) => ({ fromMs: date.getTime(), offsetMs: offset * MINUTE_MS })),
  ];
  spansByYear.set(year, spans);
  return spans;
}

function offsetMsAt(instantMs: number): number {
  const spans = spansOf(new Date(instantMs).getUTCFullYear());
  return spans.findLast((span) => span.fromMs <= instantMs)?.offsetMs ?? Number.NaN;
}

/**
 * The New York date of a UTC instant (epoch milliseconds).
 *
 * @throws {CalendarInputError} when the instant is not a finite number; {@link CalendarRangeError} outside the years 1 to 9999.
 * @example
 * newYorkDateAt(Date.parse('2026-01-07T00:30Z')); // '2026-01-06'
 */
export function newYorkDateAt(instantMs: number): TradingDate {
  toUtcDate(instantMs);
  return toTradingDate(Math.floor((instantMs + offsetMsAt(instantMs)) / DAY_MS));
}

/**
 * The UTC instant (epoch milliseconds) of a New York wall-clock time, in minutes after midnight; negative on the
 * evening before. A time that occurs twice in autumn means the first; a time that spring skips yields an instant one
 * hour earlier.
 *
 * @throws {CalendarInputError} when it is not a calendar date.
 * @example
 * newYorkInstant('2026-03-09', 9 * 60 + 30); // 2026-03-09T13:30Z
 */
export function newYorkInstant(date: TradingDate, minuteOfDay: number): number {
  const wallMs = toDayNumber(date) * DAY_MS + minuteOfDay * MINUTE_MS;
  const nearMs = wallMs - offsetMsAt(wallMs);
  return wallMs - offsetMsAt(nearMs);
}

/**
 * The UTC date of an instant (epoch milliseconds).
 *
 * @throws {CalendarInputError} when the instant is not a finite number; {@link CalendarRangeError} outside the years 1 to 9999.
 * @example
 * toUtcDate(0); // '1970-01-01'
 */
export function toUtcDate(instantMs: number): TradingDate {
  if (!Number.isFinite(instantMs)) {
    const issue = `${String(instantMs)} is not an instant`;
    throw new CalendarInputError(`${issue}: pass UTC milliseconds since 1970.`, { issues: [issue] });
  }
  return toTradingDate(Math.floor(instantMs / DAY_MS));
}
