import { type CalendarOverrides, parseCalendarOverrides } from './settings/calendar-overrides.ts';
import { checkOverrides } from './check-overrides.ts';
import { CalendarRangeError } from './errors.ts';
import { expectedBars, expectedHours } from './coverage/expected-bars.ts';
import { createInstantLocator } from './locate-instant.ts';
import type { MarketCalendar, Session, TradingDate } from './market-calendar.ts';
import { newYorkDateAt } from './dates/new-york-time.ts';
import { isWeekend, LAST_DATE, toDayNumber } from './dates/trading-date.ts';
import { toHoursTable, type TradingHours } from './trading-hours.ts';
import { buildTradingYear, type TradingYear } from './trading-year.ts';

/** The first date covered by the rules. */
const FIRST_STOCK_DATE: TradingDate = '1990-01-01';
/** The last date in the table that NYSE published on 23 December 2025. */
const LAST_PUBLISHED_DATE: TradingDate = '2028-12-31';

/** The New York calendar, which also gives the reason for a closure. */
export interface StockCalendar extends MarketCalendar {
  readonly id: 'XNYS';
  /** Why a date has no session (`weekend`, `Good Friday`, an override's reason); null when it has one. */
  closure(tradingDate: TradingDate): string | null;
}

/**
 * Creates the calendar of the New York Stock Exchange, for US stocks, funds and indices. Rule-based from 1990, matches
 * the published table to 2028, and is a forecast after that (`isForecast`). Years are built on first use and cached.
 *
 * @param options.overrides closures, early closes and full sessions announced after this release.
 * @param options.hours additional rows of trading hours, each valid from a date onwards.
 * @throws {CalendarInputError} when overrides or hours are malformed, or contradict the rules.
 * @example
 * const calendar = createStockCalendar();
 * calendar.session('2026-11-27')?.isEarlyClose; // true
 */
export function createStockCalendar(
  options: { overrides?: CalendarOverrides; hours?: readonly TradingHours[] } = {},
): StockCalendar {
  const overrides = parseCalendarOverrides(options.overrides ?? {});
  const hours = toHoursTable(options.hours ?? []);
  checkOverrides(overrides, hours);
  const years = new Map<number, TradingYear>();

  function yearOf(year: number): TradingYear {
    const known = years.get(year);
    if (known !== undefined) return known;
    const built = buildTradingYear(year, hours, overrides);
    years.set(year, built);
    return built;
  }

  /** The table of the year of a date that is already validated. */
  function yearFor(tradingDate: TradingDate): TradingYear {
    assertKnown(tradingDate);
    return yearOf(toYear(tradingDate));
  }

  function session(tradingDate: TradingDate): Session | null {
    return yearFor(tradingDate).byDate.get(tradingDate) ?? null;
  }

  function nextSession(tradingDate: TradingDate): Session {
    assertKnown(tradingDate);
    for (let year = toYear(tradingDate); year <= toYear(LAST_DATE); year += 1) {
      const next = yearOf(year).sessions.find((candidate) => candidate.tradingDate > tradingDate);
      if (next !== undefined) return next;
    }
    throw toRangeError(tradingDate, 'the next session is beyond 9999-12-31. Use an earlier date');
  }

  function previousSession(tradingDate: TradingDate): Session {
    assertKnown(tradingDate);
    for (let year = toYear(tradingDate); year >= toYear(FIRST_STOCK_DATE); year -= 1) {
      const previous = yearOf(year).sessions.findLast((candidate) => candidate.tradingDate < tradingDate);
      if (previous !== undefined) return previous;
    }
    throw toRangeError(tradingDate, 'the previous session is before the first supported date. Use a later date');
  }

  return Object.freeze({
    id: 'XNYS',
    session,
    sessions(from: TradingDate, to: TradingDate) {
      assertKnown(from);
      assertKnown(to);
      const found: Session[] = [];
      for (let year = toYear(from); year <= toYear(to); year += 1) {
        for (const candidate of yearOf(year).sessions)
          if (candidate.tradingDate >= from && candidate.tradingDate <= to) found.push(candidate);
      }
      return found;
    },
    nextSession,
    previousSession,
    locate: createInstantLocator((date) => (date < FIRST_STOCK_DATE ? null : session(date))),
    lastCompletedSession(instantMs: number) {
      const date = newYorkDateAt(instantMs);
      const today = session(date);
      return today !== null && today.closeMs <= instantMs ? today : previousSession(date);
    },
    expectedBars,
    expectedHours,
    isForecast(tradingDate: TradingDate) {
      assertKnown(tradingDate);
      return tradingDate > LAST_PUBLISHED_DATE;
    },
    closure(tradingDate: TradingDate) {
      const { byDate, closures } = yearFor(tradingDate);
      if (byDate.has(tradingDate)) return null;
      return isWeekend(tradingDate) ? 'weekend' : (closures.get(tradingDate) ?? 'its trading hours are unknown');
    },
  });
}

function toYear(tradingDate: TradingDate): number {
  return Number(tradingDate.slice(0, 4));
}

function assertKnown(tradingDate: TradingDate): void {
  toDayNumber(tradingDate);
  if (tradingDate < FIRST_STOCK_DATE)
    throw toRangeError(tradingDate, `New York sessions are supported from 1990. Use ${FIRST_STOCK_DATE} or later`);
}

function toRangeError(requested: TradingDate, reason: string): CalendarRangeError {
  const facts = { requested, validFrom: FIRST_STOCK_DATE, validTo: LAST_DATE };
  return new CalendarRangeError(`No session of the XNYS calendar for ${requested}: ${reason}.`, facts);
}
