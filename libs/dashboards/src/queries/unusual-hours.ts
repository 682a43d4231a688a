import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { ownZScores } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { chosenHours } from './chosen-hours.ts';
import { barTime, hoursWithHistory } from './hours-in-range.ts';
import { sessionsNear } from './sessions-near.ts';

/** Twice 20 sessions including holidays: the history of the first hour in the range. */
const historyDays = 60;
const mostRows = 50;
/** Standard deviations from which an hour is unusual: about one hour in twenty if the logarithms are normal. */
const unusualFrom = 2;

/**
 * The hours in the range that deviate most from the ticker's own history at the same time of the session, by the selected
 * measure.
 *
 * Columns: `ticker`, `hour`, `measure`, `z_score`.
 *
 * @example
 * compileAthenaSql(unusualHours());
 */
export function unusualHours() {
  const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear(historyDays));
  return athenaQueryBuilder<Tables>()
    .selectFrom(
      ownZScores(db, chosenHours(hoursWithHistory(historyDays)))
        .clearOrderBy()
        .as('judged'),
    )
    .where(sql<SqlBool>`bar_start >= $__timeFrom()`)
    .where(sql<SqlBool>`abs(z_score) >= ${sql.lit(unusualFrom)}`)
    .select(['ticker', barTime.as('hour'), 'm as measure', 'z_score'])
    .orderBy(sql`abs(z_score)`, 'desc')
    .orderBy('hour')
    .orderBy('ticker')
    .limit(mostRows);
}
