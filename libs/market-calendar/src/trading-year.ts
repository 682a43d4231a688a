import type { CalendarOverrides } from './settings/calendar-overrides.ts';
import type { Session, TradingDate } from './market-calendar.ts';
import { newYorkInstant } from './dates/new-york-time.ts';
import { adHocClosures, adHocEarlyCloses } from './rules/ad-hoc.ts';
import { toDateText } from './rules/calendar-day.ts';
import { closureRules } from './rules/closures.ts';
import { earlyCloseRules } from './rules/early-closes.ts';
import { isWeekend, toCalendarDates } from './dates/trading-date.ts';
import { hoursOn, type HoursRow, toMinuteOfDay } from './trading-hours.ts';

/** A year of the New York Stock Exchange. */
export interface TradingYear {
  /** In date order, frozen. */
  readonly sessions: readonly Session[];
  readonly byDate: ReadonlyMap<TradingDate, Session>;
  /** Why a weekday is closed. */
  readonly closures: ReadonlyMap<TradingDate, string>;
}

/** An ordinary early close since 1993. */
const EARLY_CLOSE = '13:00';

/**
 * Builds a year from weekends, closures and early closes, then applies the overrides.
 *
 * @example
 * buildTradingYear(2026, knownTradingHours, {}).sessions.length; // 251
 */
export function buildTradingYear(year: number, hours: readonly HoursRow[], overrides: CalendarOverrides): TradingYear {
  const closures = closuresOf(year, overrides);
  const earlyCloses = earlyClosesOf(year, overrides);
  const text = String(year).padStart(4, '0');
  const sessions = toCalendarDates(`${text}-01-01`, `${text}-12-31`)
    .filter((date) => !isWeekend(date) && !closures.has(date))
    .flatMap((date) => {
      const row = hoursOn(hours, date);
      return row === undefined ? [] : [toSession(date, row, earlyCloses.get(date))];
    });
  return { sessions, byDate: new Map(sessions.map((session) => [session.tradingDate, session])), closures };
}

/**
 * The weekdays of a year on which the exchange is closed, each with its reason.
 *
 * @example
 * closuresOf(2026, {}).get('2026-07-03'); // 'Independence Day'
 */
export function closuresOf(year: number, overrides: CalendarOverrides): Map<TradingDate, string> {
  const closures = new Map<TradingDate, string>();
  for (const { name, firstYear, observedIn } of closureRules) {
    const day = year >= firstYear ? observedIn(year) : null;
    if (day !== null) closures.set(toDateText(day), name);
  }
  for (const { date, reason } of [...adHocClosures, ...(overrides.closures ?? [])]) closures.set(date, reason);
  for (const { date } of overrides.fullSessions ?? []) closures.delete(date);
  return closures;
}

function earlyClosesOf(year: number, overrides: CalendarOverrides): Map<TradingDate, string> {
  const closes = new Map<TradingDate, string>();
  for (const { dayIn, closeIn } of earlyCloseRules) {
    const day = dayIn(year);
    if (day !== null) closes.set(toDateText(day), closeIn(year));
  }
  for (const { date } of adHocEarlyCloses) closes.set(date, EARLY_CLOSE);
  for (const { date, close } of overrides.earlyCloses ?? []) closes.set(date, close ?? EARLY_CLOSE);
  for (const { date } of overrides.fullSessions ?? []) closes.delete(date);
  return closes;
}

function toSession(tradingDate: TradingDate, hours: HoursRow, earlyClose: string | undefined): Session {
  const at = (wallTime: string, days = 0): number =>
    newYorkInstant(tradingDate, toMinuteOfDay(wallTime) - days * 1_440);
  const closeMs = at(earlyClose ?? hours.close);
  const preOpenMs = at(hours.preOpen);
  return Object.freeze({
    tradingDate,
    isEarlyClose: earlyClose !== undefined,
    nightOpenMs: hours.nightOpen === null ? preOpenMs : at(hours.nightOpen, 1),
    preOpenMs,
    openMs: at(hours.open),
    closeMs,
    postCloseMs: Math.max(closeMs, at(earlyClose === undefined ? hours.postClose : hours.earlyPostClose)),
  });
}
