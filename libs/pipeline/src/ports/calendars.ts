import {
  type CalendarSettings,
  configuredStockCalendar,
  createContinuousCalendar,
  createForexCalendar,
  type MarketCalendar,
  type StockCalendar,
} from '@tickerlake/market-calendar';
import type { CalendarId } from '@tickerlake/record-schema';

/** The calendars that tickers are looked up on. */
export interface Calendars extends Readonly<Record<CalendarId, MarketCalendar>> {
  readonly XNYS: StockCalendar;
}

/**
 * The calendar of each market, the same for the command and the Lambdas.
 *
 * @param settings closures, early closes and hours that this release does not know.
 * @throws {CalendarInputError} when the settings contradict each other or the rules.
 * @example
 * const calendars = createCalendars({ closures: [{ date: '2026-05-20', reason: 'day of mourning' }] });
 */
export const createCalendars = (settings: CalendarSettings = {}): Calendars => ({
  XNYS: configuredStockCalendar(settings),
  '24/5': createForexCalendar(),
  '24/7': createContinuousCalendar(),
});
