import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { hoursInRange } from '../panels/hours-in-range.ts';
import { chosenMeasure } from '../variables/measure-variable.ts';

/** Two-sided error of the label, shared among the tickers that are tested at once. */
const alpha = sql.raw('0.05E0');
/** P(X <= k) for k of n fair coins. */
const tail = (k: string) => sql`case when n_sessions > ${sql.raw(k)} then beta_cdf(cast(n_sessions - ${sql.raw(k)} as double), cast(${sql.raw(k)} + 1 as double), 0.5E0) else 1E0 end`;

/**
 * Who is steadily above or below the others: each ticker against the median of the **other** tickers in the same hour. The share
 * is over hours; the label is decided on one vote per session (the side of most of its hours), because hours of a session
 * depend on each other, and says "no clear side" inside the exact binomial band. A missing hour breaks a run.
 *
 * Columns: `ticker`, `share_above`, `hours_above`, `hours_below`, `ties`, `longest_run`, `sessions_above`, `sessions_below`, `standing`.
 *
 * @example
 * compileAthenaSql(standing());
 */
export function standing() {
  return athenaQueryBuilder<Tables>()
    .with('hours', () =>
      hoursInRange()
        .where('session', '=', 'regular')
        .select(['ticker', 'trading_date', 'bar_start', chosenMeasure().as('m'), sql<number>`dense_rank() over (order by bar_start)`.as('hour')]))
    .with('others', (db) =>
      db.selectFrom('hours as a')
        .innerJoin('hours as b', (join) => join.onRef('b.bar_start', '=', 'a.bar_start').onRef('b.ticker', '<>', 'a.ticker'))
        .where('a.m', 'is not', null)
        .where('b.m', 'is not', null)
        .select(['a.ticker', 'a.trading_date', 'a.hour', 'a.m as own', 'b.m as other'])
        .select([sql<number>`row_number() over (partition by a.ticker, a.hour order by b.m)`.as('place'), sql<number>`count(*) over (partition by a.ticker, a.hour)`.as('n')]))
    .with('sides', (db) =>
      db.selectFrom('others')
        .groupBy(['ticker', 'trading_date', 'hour', 'own'])
        .select(['ticker', 'trading_date', 'hour', sql<number>`sign(own - avg(case when 2 * place between n and n + 2 then other end))`.as('side')]))
    .with('runs_of_hours', (db) =>
      db.selectFrom(db.selectFrom('sides').select(['ticker', 'side', sql<number>`hour - row_number() over (partition by ticker, side order by hour)`.as('island')]).as('s'))
        .where('side', '<>', 0)
        .groupBy(['ticker', 'side', 'island'])
        .select(['ticker', sql<number>`count(*)`.as('length')]))
    .with('votes', (db) =>
      db.selectFrom(db.selectFrom('sides').groupBy(['ticker', 'trading_date']).select(['ticker', sql<number>`sign(sum(side))`.as('vote')]).as('v'))
        .groupBy('ticker')
        .select(['ticker', countWhere('vote > 0').as('sessions_above'), countWhere('vote < 0').as('sessions_below'), countWhere('vote <> 0').as('n_sessions')]))
    .with('shares', (db) =>
      db.selectFrom('sides')
        .groupBy('ticker')
        .select(['ticker', countWhere('side > 0').as('hours_above'), countWhere('side < 0').as('hours_below'), countWhere('side = 0').as('ties')]))
    .with('longest', (db) => db.selectFrom('runs_of_hours').groupBy('ticker').select(['ticker', sql<number>`max(length)`.as('longest_run')]))
    .selectFrom('shares as s')
    .innerJoin('votes as v', 'v.ticker', 's.ticker')
    .leftJoin('longest as l', 'l.ticker', 's.ticker')
    .select([
      's.ticker',
      sql<number>`cast(hours_above as double) / nullif(hours_above + hours_below, 0)`.as('share_above'),
      'hours_above', 'hours_below', 'ties', 'longest_run', 'sessions_above', 'sessions_below',
      sql<string>`case when ${tail('sessions_below')} <= ${alpha} / 2E0 / (select count(*) from shares) then 'consistently above'
        when ${tail('sessions_above')} <= ${alpha} / 2E0 / (select count(*) from shares) then 'consistently below' else 'no clear side' end`.as('standing'),
    ])
    .orderBy('share_above', 'desc')
    .orderBy('s.ticker');
}

const countWhere = (condition: string) => sql<number>`count(case when ${sql.raw(condition)} then 1 end)`;
