import type { TradingDate } from './market-calendar.ts';

/**
 * A date for which a calendar has no rules: a stock session before 1990, or a date that `YYYY-MM-DD` cannot write. A retry
 * cannot help; ask for a date from `validFrom` to `validTo`.
 *
 * @example
 * try { calendar.session('1989-12-29'); } catch (error) { if (error instanceof CalendarRangeError) console.error(error.validFrom); }
 */
export class CalendarRangeError extends RangeError {
  override readonly name = 'CalendarRangeError';
  readonly transient = false;
  readonly asked: string;
  readonly validFrom: TradingDate;
  readonly validTo: TradingDate;

  constructor(message: string, facts: { asked: string; validFrom: TradingDate; validTo: TradingDate }) {
    super(message);
    this.asked = facts.asked;
    this.validFrom = facts.validFrom;
    this.validTo = facts.validTo;
  }
}

/**
 * Something that a calendar cannot read: a malformed date, an instant that is no number, a bar length that it does not know,
 * overrides, hours or a vendor's list of another shape. A retry cannot help; `issues` has one sentence per fault.
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
