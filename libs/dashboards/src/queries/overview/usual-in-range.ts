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
    .with('peaks', (db) =>
      db
        .selectFrom('usual_hours')
        .groupBy('ticker')
        .select('ticker')
        .select(
          sql<
            number | null
          >`max(case when trading_date = (select max(trading_date) from usual_hours) then ratio end)`.as('peak'),
        ),
    )
    .with('ranks', (db) =>
      db
        .selectFrom('peaks')
        .select(['ticker', 'peak'])
        .select(sql<bigint>`row_number() over (order by peak desc nulls last, ticker)`.as('rank')),
    )
    .with('ranked', (db) =>
      db
        .selectFrom('usual_hours as u')
        .innerJoin('ranks as r', 'r.ticker', 'u.ticker')
        .selectAll('u')
        .select(['r.peak', 'r.rank'])
        .select(
          sql<SqlBool>`u.bar_start <= (select max(bar_start) from usual_hours where m is not null)`.as('is_past'),
        ),
    )
    .selectFrom('ranked');
}
