import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { annualised, ownZScores } from '@tickerlake/market-sql';
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

/** Garman-Klass volatility of hours in percent a year; an hour without a variance counts for none of its minutes. */
const annualisedPercent = sql<number | null>`100E0 * ${annualised(
  sql`sum(gk)`,
  sql`sum(case when gk is not null then minutes end)`,
  sql.ref('ticker'),
)}`;

/** The annualised volatility of each ticker and session: `ticker`, `trading_date`, `annualised`. */
const sessionVolatilities = (days: number) =>
  hoursWithHistory(days)
    .where('session', '=', 'regular')
    .groupBy(['ticker', 'trading_date'])
    .select(['ticker', 'trading_date', annualisedPercent.as('annualised')]);

/**
 * The newest session of each ticker in the selected measure, most unusual first.
 *
 * Columns: `ticker`, `last` (the newest hour), `ratio` (the largest hour against its usual value), `z_score` (of that hour),
 * `session_mean`, `annualised` (Garman-Klass volatility of the session in percent, whatever the measure).
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
        .select(['ticker', 'trading_date', 'bar_start', 'm', 'ratio'])
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
          sql<string>`max(trading_date)`.as('trading_date'),
        ]),
    )
    .with('scores', () => ownZScores(db, stocks(historyDays)).clearOrderBy())
    .with('volatilities', () => sessionVolatilities(historyDays))
    .selectFrom('tops as t')
    .leftJoin('scores as z', (join) =>
      join.onRef('z.ticker', '=', 't.ticker').on(sql<boolean>`z.bar_start = t.peak_start`),
    )
    .leftJoin('volatilities as v', (join) =>
      join.onRef('v.ticker', '=', 't.ticker').onRef('v.trading_date', '=', 't.trading_date'),
    )
    .select(['t.ticker', 't.last', 't.ratio', 'z.z_score', 't.session_mean', 'v.annualised'])
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
    .with('recent', () => recentMeans())
    .selectFrom('recent')
    .select(['time', 'ticker', 'session_mean'])
    .orderBy('time')
    .orderBy('ticker');
}

/**
 * The same with `annualised`, the Garman-Klass volatility of the session in percent, whatever the measure.
 *
 * @example
 * compileAthenaSql(sessionMeansAndVolatilities());
 */
export function sessionMeansAndVolatilities() {
  return athenaQueryBuilder()
    .with('recent', () => recentMeans())
    .with('volatilities', () => sessionVolatilities(recentDays))
    .selectFrom('recent as r')
    .leftJoin('volatilities as v', (join) =>
      join.onRef('v.ticker', '=', 'r.ticker').onRef('v.trading_date', '=', 'r.trading_date'),
    )
    .select(['r.time', 'r.ticker', 'r.session_mean', 'v.annualised'])
    .orderBy('r.time')
    .orderBy('r.ticker');
}

function recentMeans() {
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
    .select([milliseconds('s.open').as('time'), 'm.ticker', 'm.trading_date', 'm.session_mean']);
}
