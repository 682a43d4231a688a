import type { Tables } from '@tickerlake/record-schema';
import { type QueryCreator, sql } from 'kysely';
import type { MeasuredHours } from './measured-hours.ts';
import { placedMedian, placesOf } from './placed-median.ts';
import { timedHours } from './timed-hours.ts';

/** The fewest sessions whose same hour makes a base. */
const minSessions = 10;

/**
 * Each ticker's measure with 100 for what is usual at that time of the session: the median of its complete hours at the same time over all
 * given hours. Hours have a shape over the day, which this takes out. Fewer than ten sessions make no base (`base incomplete`), none
 * `base missing`, 0 `base zero`.
 *
 * Columns: `ticker`, `bar_start`, `index_100`, `reason`; in order of time, then ticker.
 *
 * Shows: `with "hours" as (...), "timed" as (...), "bases" as (select "ticker", "minutes_since_open", <median of m> as "base", count(*) as
 * "sessions" ...) select h."ticker", h."bar_start", 100E0 * h."m" / b."base" as "index_100", ... from "timed" h left join "bases" b ...`
 *
 * @example
 * const query = indexHoursOfSession(db, measuredHours(db, 'range_pct'));
 */
export function indexHoursOfSession(db: QueryCreator<Tables>, hours: MeasuredHours) {
  return db
    .with('hours', () => hours)
    .with('timed', (cte) => timedHours(cte))
    .with('placed', (cte) =>
      cte
        .selectFrom('timed')
        .where('is_complete', '=', true)
        .where('m', 'is not', null)
        .select(['ticker', 'minutes_since_open', 'm'])
        .select(placesOf('m', 'ticker', 'minutes_since_open')),
    )
    .with('bases', (cte) =>
      cte
        .selectFrom('placed')
        .groupBy(['ticker', 'minutes_since_open'])
        .select(['ticker', 'minutes_since_open', placedMedian('m').as('base'), sql<bigint>`count(*)`.as('sessions')]),
    )
    .selectFrom('timed as h')
    .leftJoin('bases as b', (join) =>
      join.onRef('b.ticker', '=', 'h.ticker').onRef('b.minutes_since_open', '=', 'h.minutes_since_open'),
    )
    .select([
      'h.ticker',
      'h.bar_start',
      sql<
        number | null
      >`case when b.sessions >= ${sql.lit(minSessions)} and b.base > 0E0 then 100E0 * h.m / b.base end`.as('index_100'),
      sql<
        string | null
      >`case when b.base is null then 'base missing' when b.sessions < ${sql.lit(minSessions)} then 'base incomplete' when b.base <= 0E0 then 'base zero' end`.as(
        'reason',
      ),
    ])
    .orderBy('h.bar_start')
    .orderBy('h.ticker');
}
