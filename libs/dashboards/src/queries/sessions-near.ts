import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { sessionsTable, type Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { rangeStart } from './range-start.ts';

const columns = sessionsTable.columns.map(({ name }) => name);

/**
 * The sessions that touch the range, or a day up to so many before it: what queries name `sessions`, so that they read no more of the calendar.
 *
 * @param daysBefore days before the range.
 * @example
 * const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear());
 */
export function sessionsNear(daysBefore = 0) {
  return athenaQueryBuilder<Tables>().selectFrom('sessions').where(sql<SqlBool>`"close" >= ${rangeStart(daysBefore)} and "open" <= $__timeTo()`).select(columns);
}
