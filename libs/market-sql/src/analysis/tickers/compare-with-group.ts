import type { Tables } from '@tickerlake/record-schema';
import { minCommonSessions } from '@tickerlake/volatility';
import { type QueryCreator, sql } from 'kysely';
import { logCorrelation } from './log-correlation.ts';
import type { MeasuredHour, MeasuredHours } from '../hours/measured-hours.ts';
import { placedMedian, placesOf } from '../hours/placed-median.ts';

/** An hour, and whether its ticker belongs to the group that others are compared with. */
export interface GroupedHour extends MeasuredHour {
  readonly is_member: boolean;
}

/**
 * Compares tickers with a group, such as crypto and funds with the stocks, session by session and on New York's session time: the mean of the hours
 * that start while New York is open. The group's value is the median of its members' means; the spread is the ticker's mean less that,
 * and the correlation, of logarithms over sessions in common, needs at least 20 of them.
 *
 * Columns: `ticker`, `sessions`, `mean`, `members`, `spread`, `correlation`; the largest mean first.
 *
 * Shows: `with "hours" as (...), "days" as (select ..., avg(h."m") from "hours" h inner join "sessions" s on <open to close> group by ...),
 * "placed" as (...), "medians" as (...) select d."ticker", count(*), avg(d."m"), ... from "days" d inner join "medians" k ... group by d."ticker"`
 *
 * @param hours `is_member` says which tickers make the group; those are not rows of the result.
 * @example
 * const query = compareWithGroup(db, measuredHours(db, 'range_pct').select(sql<boolean>`ticker in ('AAPL', 'MSFT')`.as('is_member')));
 */
export function compareWithGroup(db: QueryCreator<Tables>, hours: MeasuredHours<GroupedHour>) {
  return db
    .with('hours', () => hours)
    .with('days', (cte) =>
      cte
        .selectFrom('hours as h')
        .innerJoin('sessions as s', (join) =>
          join.onRef('h.bar_start', '>=', 's.open').onRef('h.bar_start', '<', 's.close'),
        )
        .where('s.calendar', '=', 'XNYS')
        .where('h.m', 'is not', null)
        .groupBy(['h.ticker', 's.trading_date', 'h.is_member'])
        .select(['h.ticker', 's.trading_date', 'h.is_member', sql<number>`avg(h.m)`.as('m')]),
    )
    .with('placed', (cte) =>
      cte
        .selectFrom('days')
        .where(sql<boolean>`is_member`)
        .select(['trading_date', 'm'])
        .select(placesOf('m', 'trading_date')),
    )
    .with('medians', (cte) =>
      cte
        .selectFrom('placed')
        .groupBy('trading_date')
        .select(['trading_date', placedMedian('m').as('m')]),
    )
    .selectFrom('days as d')
    .innerJoin('medians as k', 'k.trading_date', 'd.trading_date')
    .where(sql<boolean>`not d.is_member`)
    .groupBy('d.ticker')
    .select([
      'd.ticker',
      sql<bigint>`count(*)`.as('sessions'),
      sql<number>`avg(d.m)`.as('mean'),
      sql<number>`avg(k.m)`.as('members'),
      sql<number>`avg(d.m - k.m)`.as('spread'),
      logCorrelation('d.m', 'k.m', minCommonSessions).as('correlation'),
    ])
    .orderBy('mean', 'desc')
    .orderBy('d.ticker');
}
