import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { indexHoursOfSession } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { chosenHours } from './chosen-hours.ts';
import { barTime, hoursWithHistory } from './hours-in-range.ts';
import { sessionsNear } from './sessions-near.ts';

/** So that a range of one day also has a base. */
const historyDays = 40;

/**
 * Each selected ticker's measure, with 100 as the usual value at that time of the session over the range and the 40 days before
 * it.
 *
 * Columns: `time`, `ticker`, `index_100`.
 *
 * @example
 * compileAthenaSql(indexOfSession());
 */
export function indexOfSession() {
  const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear(historyDays));
  return athenaQueryBuilder<Tables>()
    .selectFrom(
      indexHoursOfSession(db, chosenHours(hoursWithHistory(historyDays)))
        .clearOrderBy()
        .as('indexed'),
    )
    .where('reason', 'is', null)
    .where(sql<SqlBool>`bar_start >= $__timeFrom()`)
    .select([barTime.as('time'), 'ticker', 'index_100'])
    .orderBy('time')
    .orderBy('ticker');
}
