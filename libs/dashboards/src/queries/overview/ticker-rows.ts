import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { ownZScores } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { chosenHours } from '../chosen-hours.ts';
import { hoursWithHistory } from '../hours-in-range.ts';
import { milliseconds } from '../milliseconds.ts';
import { sessionsNear } from '../sessions-near.ts';
import { usualInRange } from './usual-in-range.ts';

/** Calendar days with the sessions that the z-score compares with. */
const historyDays = 100;
/** Sessions of the small lines, and the calendar days that hold them. */
const recentSessions = 20;
const recentDays = 40;

const stocks = (days: number) => chosenHours(hoursWithHistory(days).where('session', '=', 'regular'));

/**
 * The newest session of each ticker in the selected measure, most unusual first.
 *
 * Columns: `ticker`, `last` (the newest hour), `ratio` (the largest hour against its usual value), `z_score` (of that hour),
 * `session_mean`.
 *
 * @example
 * compileAthenaSql(tickerRows());
 */
export function tickerRows() {
  const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear(historyDays));
  const ofPlace = (place: string, column: string) =>
    sql<number | null>`max(case when ${sql.ref(place)} = 1 then ${sql.ref(column)} end)`;
  return athenaQueryBuilder()
    .with('today', () =>
      usualInRange(1)
        .where('m', 'is not', null)
        .select(['ticker', 'bar_start', 'm', 'ratio'])
        .select([
          sql<bigint>`row_number() over (partition by ticker order by bar_start desc)`.as('recency'),
          sql<bigint>`row_number() over (partition by ticker order by ratio desc nulls last, bar_start)`.as('place'),
        ]),
    )
    .with('tops', (cte) =>
      cte
        .selectFrom('today')
        .groupBy('ticker')
        .select([
          'ticker',
          ofPlace('recency', 'm').as('last'),
          ofPlace('place', 'ratio').as('ratio'),
          ofPlace('place', 'bar_start').as('peak_start'),
          sql<number>`avg(m)`.as('session_mean'),
        ]),
    )
    .with('scores', () => ownZScores(db, stocks(historyDays)).clearOrderBy())
    .selectFrom('tops as t')
    .leftJoin('scores as z', (join) =>
      join.onRef('z.ticker', '=', 't.ticker').on(sql<boolean>`z.bar_start = t.peak_start`),
    )
    .select(['t.ticker', 't.last', 't.ratio', 'z.z_score', 't.session_mean'])
    .orderBy(sql`t.ratio desc nulls last`)
    .orderBy('t.ticker');
}

/**
 * The mean of each of the last 20 sessions of the selected tickers, in the selected measure, at the open of the session.
 *
 * Columns: `time`, `ticker`, `session_mean`; in order of time.
 *
 * @example
 * compileAthenaSql(sessionMeans());
 */
export function sessionMeans() {
  return athenaQueryBuilder()
    .with('hours', () => stocks(recentDays))
    .with('near', () => sessionsNear(recentDays))
    .with('means', (db) =>
      db
        .selectFrom('hours')
        .where('m', 'is not', null)
        .groupBy(['ticker', 'trading_date'])
        .select(['ticker', 'trading_date', sql<number>`avg(m)`.as('session_mean')])
        .select(sql<bigint>`dense_rank() over (order by trading_date desc)`.as('recency')),
    )
    .selectFrom('means as m')
    .innerJoin('near as s', (join) => join.onRef('s.trading_date', '=', 'm.trading_date').on('s.calendar', '=', 'XNYS'))
    .where('m.recency', '<=', BigInt(recentSessions))
    .select([milliseconds('s.open').as('time'), 'm.ticker', 'm.session_mean'])
    .orderBy('time')
    .orderBy('m.ticker');
}
