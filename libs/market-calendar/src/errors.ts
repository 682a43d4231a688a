import type { TradingDate } from './market-calendar.ts';

/**
 * A date outside the calendar's range: a stock session before 1990, or a date that `YYYY-MM-DD` cannot express.
 * Retrying does not help; use a date from `validFrom` to `validTo`.
 *
 * @example
 * try { calendar.session('1989-12-29'); } catch (error) { if (error instanceof CalendarRangeError) console.error(error.validFrom); }
 */
export class CalendarRangeError extends RangeError {
  override readonly name = 'CalendarRangeError';
  readonly transient = false;
  readonly requested: string;
  readonly validFrom: TradingDate;
  readonly validTo: TradingDate;

  constructor(message: string, facts: { requested: string; validFrom: TradingDate; validTo: TradingDate }) {
    super(message);
    this.requested = facts.requested;
    this.validFrom = facts.validFrom;
    this.validTo = facts.validTo;
  }
}

/**
 * Invalid input to a calendar: a malformed date, an instant that is not a number, an unsupported bar size, or
 * overrides, hours or a vendor's list in the wrong shape. Retrying does not help; `issues` has one sentence per
 * problem.
 *
 * @example
 * try { parseCalendarOverrides(json); } catch (error) { if (error instanceof CalendarInputError) console.error(error.issues); }
 */
export class CalendarInputError extends TypeError {
  override readonly name = 'CalendarInputError';
  readonly transient = false;
  readonly issues: readonly string[];

  constructor(message: string, facts: { issues: readonly string[]; cause?: unknown }) {
    super(message, { cause: facts.cause });
    this.issues = facts.issues;
  }
}
