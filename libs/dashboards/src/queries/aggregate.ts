import { athenaQueryBuilder, utc } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { hoursInRange } from '../panels/hours-in-range.ts';
import { chosenMeasure } from '../variables/measure-variable.ts';

/** Five of seven: with fewer tickers an aggregate would show who is missing. */
const leastShare = 0.7;
/** One week of session-aligned hours. */
const trendHours = 35;
const lastHours = sql.raw(`(order by bar_start rows between ${trendHours - 1} preceding and current row)`);

/**
 * The aggregate of the chosen tickers, hour by hour: median, equal-weight mean, and the mean of the last 35 medians as its
 * trend: none until there are 35, for a mean of fewer is another measure. An hour with fewer than 70 % of the tickers has none.
 *
 * Columns: `time`, `median`, `mean`, `trend`.
 *
 * @example
 * compileAthenaSql(aggregate());
 */
export function aggregate() {
  return athenaQueryBuilder<Tables>()
    .with('hours', () =>
      hoursInRange()
        .where('session', '=', 'regular')
        .select(['ticker', 'bar_start', chosenMeasure().as('m')]))
    .with('placed', (db) =>
      db.selectFrom('hours')
        .where('m', 'is not', null)
        .select(['bar_start', 'm', sql<number>`row_number() over (partition by bar_start order by m)`.as('place'), sql<number>`count(*) over (partition by bar_start)`.as('n')]))
    .with('aggregates', (db) =>
      db.selectFrom('placed')
        .groupBy('bar_start')
        .having(sql<boolean>`max(n) >= ${sql.raw(`${leastShare}E0`)} * (select count(distinct ticker) from hours)`)
        .select(['bar_start', sql<number>`avg(case when 2 * place between n and n + 2 then m end)`.as('median'), sql<number>`avg(m)`.as('mean')]))
    .selectFrom('aggregates')
    .select([
      utc(sql<Date>`cast(bar_start as timestamp(3))`).as('time'),
      'median',
      'mean',
      sql<number | null>`case when count(median) over ${lastHours} = ${sql.raw(String(trendHours))} then avg(median) over ${lastHours} end`.as('trend'),
    ])
    .orderBy('time');
}
