import { createContinuousCalendar } from './create-continuous-calendar.ts';
import { createStockCalendar } from './create-stock-calendar.ts';
import type { MarketCalendar } from './market-calendar.ts';

/** The asset classes whose hours are known; the hours of forex are not. */
export type CalendarAssetClass = 'stock' | 'etf' | 'index' | 'crypto';

/**
 * Creates the calendar that an asset class trades on: crypto around the clock, everything else with New York. Build it once and pass it on:
 * it keeps what it has worked out.
 *
 * @param options overrides and hours of the stock calendar; crypto has neither.
 * @throws {CalendarInputError} when overrides or hours are malformed.
 * @example
 * calendarFor('crypto').id; // '24/7'
 */
export function calendarFor(
  assetClass: CalendarAssetClass,
  options?: Parameters<typeof createStockCalendar>[0],
): MarketCalendar {
  return assetClass === 'crypto' ? createContinuousCalendar() : createStockCalendar(options);
}
