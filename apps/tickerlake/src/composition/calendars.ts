import { createContinuousCalendar, createStockCalendar } from '@tickerlake/market-calendar';
import type { Calendars } from '@tickerlake/pipeline';

/**
 * The calendar of each known market.
 *
 * @example
 * const calendars = createCalendars();
 */
export const createCalendars = (): Calendars => ({ XNYS: createStockCalendar(), '24/7': createContinuousCalendar() });
