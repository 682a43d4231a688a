export { calendarFor, type CalendarAssetClass } from './calendar-for.ts';
export { type CalendarOverrides, parseCalendarOverrides } from './settings/calendar-overrides.ts';
export {
  type CalendarSettings,
  calendarSettingsSchema,
  configuredStockCalendar,
  parseCalendarSettings,
} from './calendar-settings.ts';
export { type CellFacts, type CellState, cellState, isGap } from './coverage/cell-state.ts';
export { createContinuousCalendar } from './create-continuous-calendar.ts';
export { createForexCalendar } from './create-forex-calendar.ts';
export { createStockCalendar, type StockCalendar } from './create-stock-calendar.ts';
export { CalendarInputError, CalendarRangeError } from './errors.ts';
export {
  type BarGrid,
  type CountedParts,
  dueBars,
  expectedBars,
  expectedBarsBetween,
  expectedHours,
} from './coverage/expected-bars.ts';
export type { InstantLocation, MarketCalendar, Session, SessionPart, TradingDate } from './market-calendar.ts';
export { sessionAt } from './session-at.ts';
export { findSuspectDates, type SuspectDate } from './coverage/suspect-dates.ts';
export { newYorkDateAt, newYorkInstant } from './dates/new-york-time.ts';
export { addCalendarDays, isTradingDate, toCalendarDates } from './dates/trading-date.ts';
export { type HoursRow, knownTradingHours, type TradingHours } from './trading-hours.ts';
export { compareWithVendorUpcoming, type VendorDisagreement } from './vendor-upcoming.ts';
