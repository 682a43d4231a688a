import { type CalendarOverrides, parseCalendarOverrides } from './calendar-overrides.ts';
import { checkOverrides } from './check-overrides.ts';
import { CalendarRangeError } from './errors.ts';
import { expectedBars, expectedHours } from './expected-bars.ts';
import { createInstantLocator } from './locate-instant.ts';
import type { MarketCalendar, Session, TradingDate } from './market-calendar.ts';
import { newYorkDateAt } from './new-york-time.ts';
import { isWeekend, LAST_DATE, toDayNumber } from './trading-date.ts';
import { toHoursTable, type TradingHours } from './trading-hours.ts';
import { buildTradingYear, type TradingYear } from './trading-year.ts';

/** The first date that the rules hold for. */
const FIRST_STOCK_DATE: TradingDate = '1990-01-01';
/** The last date of the table that NYSE has published (23 December 2025). */
const LAST_PUBLISHED_DATE: TradingDate = '2028-12-31';

/** The calendar of New York, which can also say why it is closed. */
export interface StockCalendar extends MarketCalendar {
  readonly id: 'XNYS';
  /** Why a date has no session (`week-end`, `Good Friday`, an override's reason); null when it has one. */
  closure(tradingDate: TradingDate): string | null;
}

/**
 * Creates the calendar of the New York Stock Exchange, for US stocks, funds and indices: by rules from 1990 on, as published to 2028,
 * a forecast after that (`isForecast`). Years are built when first asked for and kept.
 *
 * @param options.overrides closures, early closes and full sessions that came after this release.
 * @param options.hours rows of trading hours beside the known ones, each valid from a date on.
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

  /** The year's table for a date that was checked. */
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
    throw toRangeError(tradingDate, 'there is none after it that YYYY-MM-DD can write. Ask for an earlier date');
  }

  function previousSession(tradingDate: TradingDate): Session {
    assertKnown(tradingDate);
    for (let year = toYear(tradingDate); year >= toYear(FIRST_STOCK_DATE); year -= 1) {
      const previous = yearOf(year).sessions.findLast((candidate) => candidate.tradingDate < tradingDate);
      if (previous !== undefined) return previous;
    }
    throw toRangeError(tradingDate, 'the session before it is older than the rules. Ask for a later date');
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
      return isWeekend(tradingDate) ? 'week-end' : (closures.get(tradingDate) ?? 'no trading hours are known');
    },
  });
}

function toYear(tradingDate: TradingDate): number {
  return Number(tradingDate.slice(0, 4));
}

function assertKnown(tradingDate: TradingDate): void {
  toDayNumber(tradingDate);
  if (tradingDate < FIRST_STOCK_DATE)
    throw toRangeError(
      tradingDate,
      `the rules of New York sessions are known from 1990 on. Ask for a date from ${FIRST_STOCK_DATE} on`,
    );
}

function toRangeError(asked: TradingDate, reason: string): CalendarRangeError {
  const facts = { asked, validFrom: FIRST_STOCK_DATE, validTo: LAST_DATE };
  return new CalendarRangeError(`No session of the XNYS calendar for ${asked}: ${reason}.`, facts);
}
