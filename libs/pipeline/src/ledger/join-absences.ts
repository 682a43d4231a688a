import { calendarIdOf } from '@tickerlake/record-schema';
import type { Calendars } from '../ports/calendars.ts';
import type { Absence } from '../values/absence.ts';

/**
 * Absences of sessions that follow each other, with the same reason, as one.
 *
 * @param absences in order of ticker and date.
 * @example
 * joinAbsences(sessions.map((date) => ({ ticker: 'META', from: date, to: date, reason: 'not-listed' })), calendars).length; // 1
 */
export function joinAbsences(absences: readonly Absence[], calendars: Calendars): Absence[] {
  const joined: Absence[] = [];
  for (const one of absences) {
    const last = joined.at(-1);
    if (
      last?.ticker === one.ticker &&
      last.reason === one.reason &&
      calendars[calendarIdOf(one.ticker)].nextSession(last.to).tradingDate === one.from
    )
      joined[joined.length - 1] = { ...last, to: one.to };
    else joined.push(one);
  }
  return joined;
}
