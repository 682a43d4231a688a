import { addCalendarDays } from '@tickerlake/market-calendar';
import type { Member } from '@tickerlake/record-schema';
import type { Absence } from './absence.ts';

const firstDate = '0001-01-02';
const lastDate = '9999-12-30';

/**
 * The dates on which tickers are not members of the universe that is asked for. A ticker that is named without dates, too, is
 * always expected.
 *
 * @example
 * memberAbsences([{ ticker: 'INTC', to: '2024-11-07' }]); // [{ ticker: 'INTC', from: '2024-11-08', to: '9999-12-30', reason: 'not-a-member' }]
 */
export function memberAbsences(members: readonly Member[]): Absence[] {
  return [...new Set(members.map(({ ticker }) => ticker))].flatMap((ticker) => {
    const spans = members
      .filter((one) => one.ticker === ticker)
      .map(({ from = firstDate, to = lastDate }) => ({ from, to }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    const absences: Absence[] = [];
    let next = firstDate;
    for (const { from, to } of spans) {
      if (from > next) absences.push({ ticker, from: next, to: addCalendarDays(from, -1), reason: 'not-a-member' });
      if (to >= next) next = to === lastDate ? '9999-12-31' : addCalendarDays(to, 1);
    }
    if (next <= lastDate) absences.push({ ticker, from: next, to: lastDate, reason: 'not-a-member' });
    return absences;
  });
}
