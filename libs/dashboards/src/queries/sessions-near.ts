import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { sessionsTable, type Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { rangeStart } from './range-start.ts';

const columns = sessionsTable.columns.map(({ name }) => name);

/**
 * The sessions in the range, or up to the given number of days before it. Queries use it as `sessions`, so that they read only
 * this part of the calendar.
 *
 * @param daysBefore days before the range.
 * @example
 * const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear());
 */
export function sessionsNear(daysBefore = 0) {
  return athenaQueryBuilder<Tables>()
    .selectFrom('sessions')
    .where(sql<SqlBool>`"close" >= ${rangeStart(daysBefore)} and "open" <= $__timeTo()`)
    .select(columns);
}
