import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { usualHours } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { chosenHours } from '../chosen-hours.ts';
import { hoursWithHistory } from '../hours-in-range.ts';
import { sessionsNear } from '../sessions-near.ts';

/** Calendar days with the 60 sessions that an hour is compared with, holidays included. */
const historyDays = 100;

/**
 * The selected tickers' hours of the newest sessions up to the end of the range, against the same hour of up to 60 earlier sessions, in
 * the selected measure; stocks and indices alone, because what trades around the clock has no sessions. Hours that have not come yet
 * are included.
 *
 * Columns: those of `usualHours`, `is_past` (false for an hour that has not come yet), `peak` (the largest ratio of the ticker in the newest
 * session) and `rank` (1 for the ticker with the highest peak).
 *
 * @param sessions how many of the newest sessions.
 * @example
 * usualInRange(5).select(['ticker', 'ratio']);
 */
export function usualInRange(sessions: number) {
  const hours = chosenHours(hoursWithHistory(historyDays).where('session', '=', 'regular'));
  return athenaQueryBuilder<Tables>()
    .with('usual_hours', () =>
      usualHours(
        athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear(historyDays)),
        hours,
        sessions,
      ).clearOrderBy(),
    )
    .with('dated', (db) =>
      db
        .selectFrom('usual_hours')
        .selectAll()
        .select([
          sql<string>`max(trading_date) over ()`.as('newest_date'),
          sql<Date>`max(case when m is not null then bar_start end) over ()`.as('newest_start'),
        ]),
    )
    .with('peaked', (db) =>
      db
        .selectFrom('dated')
        .selectAll()
        .select(
          sql<number | null>`max(case when trading_date = newest_date then ratio end) over (partition by ticker)`.as(
            'peak',
          ),
        ),
    )
    .with('ranked', (db) =>
      db
        .selectFrom('peaked')
        .selectAll()
        .select([
          sql<bigint>`dense_rank() over (order by peak desc nulls last, ticker)`.as('rank'),
          sql<SqlBool>`bar_start <= newest_start`.as('is_past'),
        ]),
    )
    .selectFrom('ranked');
}
