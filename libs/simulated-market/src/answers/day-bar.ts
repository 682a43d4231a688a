import { type SessionDay } from '../bars/session-day.ts';
import { type MarketView, type TickerBars } from '../bars/ticker-bars.ts';
import { createBarColumns } from '../prices/bar-columns.ts';
import { type BarObject, toBarObject } from './bar-object.ts';

const HOUR_MS = 3_600_000;

/**
 * The `t` of `grouped` and `prev`: the end of the day. 16:00 New York (also when the close was early), for crypto the
 * last millisecond of the UTC day.
 */
function endOfDayMs(bars: TickerBars, day: SessionDay): number {
  const midnightMs = bars.zone.midnightMs(day.dayNumber);
  return bars.profile.market === 'crypto' ? bars.zone.midnightMs(day.dayNumber + 1) - 1 : midnightMs + 16 * HOUR_MS;
}

/**
 * A ticker's bar of one day as `grouped` and `prev` return it, `null` when there is none.
 *
 * @example
 * const row = dayBarOf(bars, day, { nowMs, adjustedAsOfDay: null });
 */
export function dayBarOf(bars: TickerBars, day: SessionDay, view: MarketView): BarObject | null {
  const columns = createBarColumns(1);
  bars.fill(day, 'day', view, columns);
  return columns.count === 0 ? null : toBarObject(bars.profile, columns, 0, endOfDayMs(bars, day));
}
