import type { Tables } from '@tickerlake/record-schema';
import { timeBetween } from '@tickerlake/athena-sql';
import { type Expression, type QueryCreator, sql } from 'kysely';
import { calendarOf } from '../../stages/calendar-of.ts';
import type { MeasuredHours } from './measured-hours.ts';
import { placedQuantile } from './placed-median.ts';

/** The most sessions that an hour is compared with. */
const mostSessions = 60;
/** Fewer earlier sessions give no usual value. */
const leastSessions = 5;

/**
 * The hours of the newest sessions against the same hour of earlier ones: percentiles over up to 60 earlier sessions of the ticker, of
 * complete hours of the same length alone, because an early close has a shorter last hour. `usual` is the median. Fewer than five
 * earlier sessions give no percentiles. An hour that is missing, or has not come yet, is a row too, with a NULL measure.
 *
 * Columns: `ticker`, `trading_date`, `bar_start`, `minutes_since_open`, `m`, `is_complete`, `sessions` (how many it is compared with),
 * `p10`, `p25`, `usual`, `p75`, `p90`, `ratio` (m / usual); in order of time, then ticker.
 *
 * Shows: `with "hours" as (...), "opened" as (...), "targets" as (<tickers x hours of the newest sessions>), "joined" as (<with their earlier
 * hours>), ... select "ticker", ..., case when max("n") >= 5 then <percentile of "past"> end as "usual", ... group by ...`
 *
 * @param hours with those of the sessions to compare with; all of one calendar, because the newest sessions are common to all tickers.
 * @param newest how many of the newest sessions are compared.
 * @example
 * const query = usualHours(db, measuredHours(db, 'range_pct').where('session', '=', 'regular'), 5);
 */
export function usualHours(db: QueryCreator<Tables>, hours: MeasuredHours, newest: number) {
  return (
    db
      .with('hours', () => hours)
      .with('opened', (cte) =>
        cte
          .selectFrom('hours as h')
          .innerJoin('sessions as s', (join) =>
            join
              .onRef('s.trading_date', '=', 'h.trading_date')
              .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('h.ticker')))),
          )
          .where('h.m', 'is not', null)
          .select(['h.ticker', 'h.trading_date', 'h.bar_start', 'h.is_complete', 'h.m', minuteOf.as('minute')])
          .select(lengthOf(minuteOf).as('length')),
      )
      .with('dates', (cte) =>
        cte.selectFrom('opened').select('trading_date').distinct().orderBy('trading_date', 'desc').limit(newest),
      )
      .with('targets', (cte) =>
        cte
          .selectFrom(cte.selectFrom('opened').select(['ticker', 'minute']).distinct().as('k'))
          .innerJoin('sessions as s', (join) => join.on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('k.ticker')))))
          .innerJoin('dates as d', 'd.trading_date', 's.trading_date')
          .where((eb) => eb(lengthOf(eb.ref('k.minute')), '>', 0n))
          .select(['k.ticker', 'k.minute', 's.trading_date'])
          .select((eb) => [
            lengthOf(eb.ref('k.minute')).as('length'),
            sql<Date>`s."open" + k.minute * interval '1' minute`.as('bar_start'),
          ]),
      )
      // Lakes evaluate a named query as often as it is named, so each hour and its past are read in one join.
      .with('joined', (cte) =>
        cte
          .selectFrom('targets as t')
          .leftJoin('opened as h', (join) =>
            join
              .onRef('h.ticker', '=', 't.ticker')
              .onRef('h.minute', '=', 't.minute')
              .onRef('h.trading_date', '<=', 't.trading_date'),
          )
          .select(['t.ticker', 't.trading_date', 't.bar_start', 't.minute', 'h.m', 'h.is_complete'])
          .select([
            'h.trading_date as own_date',
            sql<boolean>`h.trading_date = t.trading_date`.as('is_itself'),
            sql<boolean>`h.trading_date < t.trading_date and h.is_complete and h.length = t.length`.as('is_past'),
          ]),
      )
      .with('numbered', (cte) =>
        cte
          .selectFrom('joined')
          .select(['ticker', 'trading_date', 'bar_start', 'minute', 'm', 'is_complete', 'is_itself', 'is_past'])
          .select(
            sql<bigint>`row_number() over (partition by ticker, trading_date, minute order by case when is_past then 0 else 1 end, own_date desc)`.as(
              'recency',
            ),
          ),
      )
      .with('kept', (cte) =>
        cte
          .selectFrom('numbered')
          .select(['ticker', 'trading_date', 'bar_start', 'minute', 'm', 'is_complete', 'is_itself'])
          .select(sql<number | null>`case when is_past and recency <= ${sql.lit(mostSessions)} then m end`.as('past')),
      )
      .with('placed', (cte) =>
        cte
          .selectFrom('kept')
          .select(['ticker', 'trading_date', 'bar_start', 'minute', 'm', 'is_complete', 'is_itself', 'past'])
          .select([
            sql<bigint>`row_number() over (partition by ticker, trading_date, minute order by past nulls last)`.as(
              'place',
            ),
            sql<bigint>`count(past) over (partition by ticker, trading_date, minute)`.as('n'),
          ]),
      )
      .with('compared', (cte) =>
        cte
          .selectFrom('placed')
          .groupBy(['ticker', 'trading_date', 'bar_start', 'minute'])
          .select(['ticker', 'trading_date', 'bar_start', 'minute as minutes_since_open'])
          .select([
            sql<number | null>`max(case when is_itself then m end)`.as('m'),
            sql<boolean | null>`bool_or(case when is_itself then is_complete end)`.as('is_complete'),
            sql<bigint>`max(n)`.as('sessions'),
            percentile(0.1).as('p10'),
            percentile(0.25).as('p25'),
            percentile(0.5).as('usual'),
            percentile(0.75).as('p75'),
            percentile(0.9).as('p90'),
          ]),
      )
      .selectFrom('compared')
      .select(['ticker', 'trading_date', 'bar_start', 'minutes_since_open', 'm', 'is_complete', 'sessions'])
      .select(['p10', 'p25', 'usual', 'p75', 'p90'])
      .select(sql<number | null>`case when usual > 0E0 then m / usual end`.as('ratio'))
      .orderBy('bar_start')
      .orderBy('ticker')
  );
}

const percentile = (share: number) =>
  sql<number | null>`case when max(n) >= ${sql.lit(leastSessions)} then ${placedQuantile('past', share)} end`;

const minuteOf = timeBetween('minute', sql.ref<Date>('s.open'), sql.ref<Date>('h.bar_start'));

/** Minutes of an hour within its session: the last one is shorter. */
const lengthOf = (minute: Expression<bigint>) =>
  sql<bigint>`least(60, ${timeBetween('minute', sql.ref<Date>('s.open'), sql.ref<Date>('s.close'))} - ${minute})`;
