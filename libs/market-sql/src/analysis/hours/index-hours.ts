import type { Tables } from '@tickerlake/record-schema';
import { type Expression, type QueryCreator, sql } from 'kysely';
import type { MeasuredHours } from './measured-hours.ts';
import { begunHours } from '../../stages/session-coverage.ts';
import { placedMedian, placesOf } from './placed-median.ts';

/**
 * Each ticker's measure with 100 for its base: the median of its hours in the base session, one of New York's for crypto too, so
 * that all lines share it. A ticker whose base session lacks an hour, a measure or bars, or whose base is 0, has no index and a
 * reason (`base missing`, `base incomplete`, `base zero`): no other base is carried over.
 *
 * Columns: `ticker`, `bar_start`, `index_100`, `reason`; in order of time, then ticker.
 *
 * Shows: `with "hours" as (...), "base_session" as (select ... from "sessions" where "trading_date" = <baseDate>), ..., "bases" as
 * (...) select h."ticker", h."bar_start", 100E0 * h."m" / b."base" as "index_100", ... from "hours" h left join "bases" b ...`
 *
 * @param baseDate the New York date of the base session: a date, or a scalar subquery that finds one.
 * @example
 * const query = indexHours(db, measuredHours(db, 'range_pct'), asDate(sql.lit('2026-04-01')));
 */
export function indexHours(db: QueryCreator<Tables>, hours: MeasuredHours, baseDate: Expression<string | null>) {
  return db
    .with('hours', () => hours)
    .with('base_session', (cte) =>
      cte
        .selectFrom('sessions')
        .where('calendar', '=', 'XNYS')
        .where(sql<boolean>`trading_date = ${baseDate}`)
        .select(['trading_date', 'open as opens', 'close as closes', 'expected_bars']),
    )
    .with('base_hours', (cte) =>
      cte
        .selectFrom('hours as h')
        // The vendor's own hours of stocks start by the clock, the first before the open: a regular hour belongs to its session. Crypto counts while New York is open.
        .innerJoin('base_session as s', (join) =>
          join.on(
            sql<boolean>`case when h.session = 'regular' then h.trading_date = s.trading_date else h.bar_start >= s.opens and h.bar_start < s.closes end`,
          ),
        )
        .select(['h.ticker', sql<number | null>`case when h.is_complete then h.m end`.as('m')])
        // A session of stocks touches a begun hour more, in hours from the open as in hours of the clock; of crypto the one that began before the open is left out.
        .select(
          sql<number>`case when h.session = 'regular' then ${begunHours} else floor(s.expected_bars / 60E0) end`.as(
            'expected',
          ),
        ),
    )
    .with('placed', (cte) =>
      cte.selectFrom('base_hours').where('m', 'is not', null).select(['ticker', 'm']).select(placesOf('m', 'ticker')),
    )
    .with('medians', (cte) =>
      cte
        .selectFrom('placed')
        .groupBy('ticker')
        .select(['ticker', placedMedian('m').as('base')]),
    )
    .with('bases', (cte) =>
      cte
        .selectFrom('base_hours as h')
        .innerJoin('medians as m', 'm.ticker', 'h.ticker')
        .groupBy(['h.ticker', 'm.base'])
        .select([
          'h.ticker',
          'm.base',
          sql<boolean>`count(h.m) = count(*) and count(*) >= max(h.expected)`.as('is_whole'),
        ]),
    )
    .selectFrom('hours as h')
    .leftJoin('bases as b', 'b.ticker', 'h.ticker')
    .select([
      'h.ticker',
      'h.bar_start',
      sql<number | null>`case when b.is_whole and b.base > 0E0 then 100E0 * h.m / b.base end`.as('index_100'),
      sql<
        string | null
      >`case when b.base is null then 'base missing' when not b.is_whole then 'base incomplete' when b.base <= 0E0 then 'base zero' end`.as(
        'reason',
      ),
    ])
    .orderBy('h.bar_start')
    .orderBy('h.ticker');
}
