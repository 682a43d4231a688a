export { addCalendarDays, isTradingDate, isWeekend, toCalendarDates, toWeekday } from './trading-date.ts';
export { calendarFor, type CalendarAssetClass } from './calendar-for.ts';
export { type CalendarOverrides, parseCalendarOverrides } from './calendar-overrides.ts';
export { createContinuousCalendar } from './create-continuous-calendar.ts';
export { createStockCalendar, type StockCalendar } from './create-stock-calendar.ts';
export { CalendarInputError, CalendarRangeError } from './errors.ts';
export { type CountedParts, dueBars, expectedBars, expectedBarsBetween, expectedHours } from './expected-bars.ts';
export type { InstantLocation, MarketCalendar, Session, SessionPart, TradingDate } from './market-calendar.ts';
export { knownTradingHours, type TradingHours } from './trading-hours.ts';
