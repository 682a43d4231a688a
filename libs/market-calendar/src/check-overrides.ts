import type { CalendarOverrides } from './settings/calendar-overrides.ts';
import { CalendarInputError } from './errors.ts';
import { hoursOn, type HoursRow } from './trading-hours.ts';
import { closuresOf } from './trading-year.ts';

/**
 * Checks the early closes in the overrides against the rules: the day must be a session and the close must fall within
 * its regular hours.
 *
 * @throws {CalendarInputError} naming each date that cannot close early and the reason.
 * @example
 * checkOverrides({ earlyCloses: [{ date: '2026-05-20', reason: 'storm' }] }, knownTradingHours);
 */
export function checkOverrides(overrides: CalendarOverrides, hours: readonly HoursRow[]): void {
  const issues = (overrides.earlyCloses ?? []).flatMap(({ date, close }) => {
    const closure = closuresOf(Number(date.slice(0, 4)), overrides).get(date);
    if (closure !== undefined) return [`${date} cannot close early: it is closed (${closure})`];
    const row = hoursOn(hours, date);
    if (row === undefined) return [`${date} cannot close early: its trading hours are unknown`];
    if (close === undefined || (close > row.open && close < row.close)) return [];
    return [`${date} cannot close early at ${close}: regular hours are ${row.open} to ${row.close}`];
  });
  if (issues.length === 0) return;
  throw new CalendarInputError(`Cannot use the calendar overrides: ${issues.join('; ')}. Correct the file.`, {
    issues,
  });
}
