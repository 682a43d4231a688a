import type { Tables } from '@tickerlake/record-schema';
import { presentShare } from '@tickerlake/volatility';
import { type QueryCreator, sql } from 'kysely';
import type { MeasuredHours } from '../hours/measured-hours.ts';
import { placedMedian, placesOf } from '../hours/placed-median.ts';

/** One week of session-aligned hours. */
export const weekOfHours = 35;

/**
 * The tickers taken together, hour by hour: median (one ticker cannot drag it), equal-weight mean, spread (highest less lowest),
 * and the mean of the last medians as the trend. An hour with fewer than 70 % of the tickers has no aggregate, for it would show
 * who is missing; no trend spans it, and there is none until there are as many medians as it takes.
 *
 * Columns: `bar_start`, `present`, `median`, `mean`, `spread`, `trend`; in order of time.
 *
 * Shows: `with "hours" as (...), "placed" as (select ..., row_number() over (partition by "bar_start" order by "m") ...),
 * "aggregates" as (...) select ..., case when count("median") over <35 rows> = 35 then avg("median") over <35 rows> end as "trend" ...`
 *
 * @param hours of the tickers that are compared; hours without a measure count as missing.
 * @param trendHours medians in a trend.
 * @throws {RangeError} when trendHours is not a whole number from 1 on.
 * @example
 * const query = aggregateTickers(db, measuredHours(db, 'range_pct'));
 */
export function aggregateTickers(db: QueryCreator<Tables>, hours: MeasuredHours, trendHours = weekOfHours) {
  if (!Number.isSafeInteger(trendHours) || trendHours < 1)
    throw new RangeError(`A trend has a whole number of hours from 1, not ${trendHours}.`);
  const lastHours = sql.raw(`(order by bar_start rows between ${trendHours - 1} preceding and current row)`);
  const isEnough = sql`max(n) >= ${sql.raw(`${presentShare}E0`)} * (select count(distinct ticker) from hours)`;
  return db
    .with('hours', () => hours)
    .with('placed', (cte) =>
      cte.selectFrom('hours').where('m', 'is not', null).select(['bar_start', 'm']).select(placesOf('m', 'bar_start')),
    )
    .with('known', (cte) =>
      cte
        .selectFrom('placed')
        .groupBy('bar_start')
        .select([
          'bar_start',
          sql<bigint>`max(n)`.as('present'),
          sql<number | null>`case when ${isEnough} then ${placedMedian('m')} end`.as('median'),
          sql<number | null>`case when ${isEnough} then avg(m) end`.as('mean'),
          sql<number | null>`case when ${isEnough} then max(m) - min(m) end`.as('spread'),
        ]),
    )
    .with('aggregates', (cte) =>
      cte
        .selectFrom(cte.selectFrom('hours').select('bar_start').distinct().as('h'))
        .leftJoin('known as k', 'k.bar_start', 'h.bar_start')
        .select(['h.bar_start', sql<bigint>`coalesce(k.present, 0)`.as('present'), 'k.median', 'k.mean', 'k.spread']),
    )
    .selectFrom('aggregates')
    .select(['bar_start', 'present', 'median', 'mean', 'spread'])
    .select(
      sql<
        number | null
      >`case when count(median) over ${lastHours} = ${sql.raw(String(trendHours))} then avg(median) over ${lastHours} end`.as(
        'trend',
      ),
    )
    .orderBy('bar_start');
}
