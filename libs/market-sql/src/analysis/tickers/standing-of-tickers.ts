import type { Tables } from '@tickerlake/record-schema';
import { type QueryCreator, sql } from 'kysely';
import { binomialTail } from '@tickerlake/athena-sql';
import type { MeasuredHours } from '../hours/measured-hours.ts';
import { placedMedian, placesOf } from '../hours/placed-median.ts';

/**
 * Who is steadily above or below the others: each ticker against the median of the **other** tickers in the same hour. The share is
 * over hours; the label is decided on one vote per session (the side of most of its hours), because hours of a session depend on
 * each other, and says `no clear side` inside the exact binomial band. A tie and an hour without a value break a run.
 *
 * Columns: `ticker`, `share_above`, `hours_above`, `hours_below`, `ties`, `longest_above`, `longest_below`, `current_run` (hours on the
 * present side up to the newest hour, negative below, 0 for none), `sessions_above`, `sessions_below`, `standing`; the largest share first.
 *
 * Shows: `with "hours" as (...), "others" as (...), "sides" as (select ..., sign("own" - <median of others>) ...), "stretches" as (...),
 * "votes" as (...), "shares" as (...) select ..., case when <P(X <= sessions_below)> <= 0.05E0 / 2E0 / <tickers> then 'consistently above' ...`
 *
 * @param hours of one grid: `measuredHours(db, ...).where('session', '=', 'regular')`.
 * @param alpha two-sided error of all labels together: each ticker's test has its part of it.
 * @throws {RangeError} when alpha is not between 0 and 1.
 * @example
 * const query = standingOfTickers(db, measuredHours(db, 'range_pct').where('session', '=', 'regular'));
 */
export function standingOfTickers(db: QueryCreator<Tables>, hours: MeasuredHours, alpha = 0.05) {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`The error must be between 0 and 1, not ${alpha}.`);
  const perTicker = sql`${sql.raw(`${alpha}E0`)} / 2E0 / (select count(*) from shares)`;
  const isRare = (votes: string) =>
    sql`${binomialTail(sql.ref<bigint>(votes), sql<bigint>`(sessions_above + sessions_below)`)} <= ${perTicker}`;
  return db
    .with('hours', () => hours)
    .with('numbered', (cte) =>
      cte
        .selectFrom('hours')
        .select(['ticker', 'trading_date', 'm', sql<number>`dense_rank() over (order by bar_start)`.as('hour')]),
    )
    .with('others', (cte) =>
      cte
        .selectFrom(
          cte
            .selectFrom('numbered as a')
            .innerJoin('numbered as b', (join) =>
              join.onRef('b.hour', '=', 'a.hour').onRef('b.ticker', '<>', 'a.ticker'),
            )
            .where('a.m', 'is not', null)
            .where('b.m', 'is not', null)
            .select(['a.ticker', 'a.trading_date', 'a.hour', 'a.m as own', 'b.m as other'])
            .as('pairs'),
        )
        .select(['ticker', 'trading_date', 'hour', 'own', 'other'])
        .select(placesOf('other', 'ticker', 'hour')),
    )
    .with('sides', (cte) =>
      cte
        .selectFrom('others')
        .groupBy(['ticker', 'trading_date', 'hour', 'own'])
        .select(['ticker', 'trading_date', 'hour', sql<number>`sign(own - ${placedMedian('other')})`.as('side')]),
    )
    .with('stretches', (cte) =>
      cte
        .selectFrom(
          cte
            .selectFrom('sides')
            .select([
              'ticker',
              'side',
              'hour',
              sql<number>`hour - row_number() over (partition by ticker, side order by hour)`.as('island'),
            ])
            .as('s'),
        )
        .where('side', '<>', 0)
        .groupBy(['ticker', 'side', 'island'])
        .select(['ticker', 'side', sql<number>`count(*)`.as('length'), sql<number>`max(hour)`.as('last_hour')]),
    )
    .with('runs_of_hours', (cte) =>
      cte
        .selectFrom('stretches')
        .groupBy('ticker')
        .select([
          'ticker',
          sql<number>`max(case when side > 0 then length end)`.as('longest_above'),
          sql<number>`max(case when side < 0 then length end)`.as('longest_below'),
          sql<number>`max(case when last_hour = (select max(hour) from numbered) then case when side > 0 then length else -length end end)`.as(
            'current_run',
          ),
        ]),
    )
    .with('votes', (cte) =>
      cte
        .selectFrom(
          cte
            .selectFrom('sides')
            .groupBy(['ticker', 'trading_date'])
            .select(['ticker', sql<number>`sign(sum(side))`.as('vote')])
            .as('v'),
        )
        .groupBy('ticker')
        .select(['ticker', countWhere('vote > 0').as('sessions_above'), countWhere('vote < 0').as('sessions_below')]),
    )
    .with('shares', (cte) =>
      cte
        .selectFrom('sides')
        .groupBy('ticker')
        .select([
          'ticker',
          countWhere('side > 0').as('hours_above'),
          countWhere('side < 0').as('hours_below'),
          countWhere('side = 0').as('ties'),
        ]),
    )
    .selectFrom('shares as s')
    .innerJoin('votes as v', 'v.ticker', 's.ticker')
    .leftJoin('runs_of_hours as r', 'r.ticker', 's.ticker')
    .select([
      's.ticker',
      sql<number | null>`cast(hours_above as double) / nullif(hours_above + hours_below, 0)`.as('share_above'),
      'hours_above',
      'hours_below',
      'ties',
      sql<bigint>`coalesce(r.longest_above, 0)`.as('longest_above'),
      sql<bigint>`coalesce(r.longest_below, 0)`.as('longest_below'),
      sql<bigint>`coalesce(r.current_run, 0)`.as('current_run'),
      'sessions_above',
      'sessions_below',
      sql<string>`case when ${isRare('sessions_below')} then 'consistently above' when ${isRare('sessions_above')} then 'consistently below' else 'no clear side' end`.as(
        'standing',
      ),
    ])
    .orderBy('share_above', 'desc')
    .orderBy('s.ticker');
}

const countWhere = (condition: string) => sql<bigint>`count(case when ${sql.raw(condition)} then 1 end)`;
