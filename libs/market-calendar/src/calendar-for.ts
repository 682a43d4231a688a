import { createContinuousCalendar } from './create-continuous-calendar.ts';
import { createStockCalendar } from './create-stock-calendar.ts';
import type { MarketCalendar } from './market-calendar.ts';

/** Asset classes whose trading hours are known. Forex has no calendar yet. */
export type CalendarAssetClass = 'stock' | 'etf' | 'index' | 'crypto';

/**
 * Creates the calendar of an asset class: crypto trades around the clock, everything else on New York hours. Build it
 * once and reuse it; it caches the years it has computed.
 *
 * @param options overrides and hours of the stock calendar; ignored for crypto.
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
