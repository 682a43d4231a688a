import { createContinuousCalendar } from './create-continuous-calendar.ts';
import { createForexCalendar } from './create-forex-calendar.ts';
import { createStockCalendar } from './create-stock-calendar.ts';
import type { MarketCalendar } from './market-calendar.ts';

/** Asset classes whose trading hours are known. */
export type CalendarAssetClass = 'stock' | 'etf' | 'index' | 'crypto' | 'forex';

/**
 * Creates the calendar of an asset class: crypto trades around the clock, currencies on five
 * days of the week, everything else on New York hours. Build it
 * once and reuse it; it caches the years it has computed.
 *
 * @param options overrides and hours of the stock calendar; ignored for crypto and currencies.
 * @throws {CalendarInputError} when overrides or hours are malformed.
 * @example
 * calendarFor('crypto').id; // '24/7'
 */
export function calendarFor(
  assetClass: CalendarAssetClass,
  options?: Parameters<typeof createStockCalendar>[0],
): MarketCalendar {
  if (assetClass === 'crypto') return createContinuousCalendar();
  return assetClass === 'forex' ? createForexCalendar() : createStockCalendar(options);
}
