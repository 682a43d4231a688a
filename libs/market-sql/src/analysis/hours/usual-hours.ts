import type { Tables } from '@tickerlake/record-schema';
import { timeBetween } from '@tickerlake/athena-sql';
import { type Expression, type QueryCreator, sql } from 'kysely';
import { calendarOf } from '../../stages/calendar-of.ts';
import type { MeasuredHours } from './measured-hours.ts';
import { placedQuantile, placesOf } from './placed-median.ts';

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
 * Shows: `with "hours" as (...), "opened" as (...), "targets" as (<tickers x hours of the newest sessions>), "past" as (<their earlier
 * hours, numbered>) select t."ticker", ..., case when count(p."m") >= 5 then <percentile of p."m"> end as "usual", ... group by ...`
 *
 * @param hours with those of the sessions to compare with; all of one calendar, because the newest sessions are common to all tickers.
 * @param newest how many of the newest sessions are compared.
 * @example
 * const query = usualHours(db, measuredHours(db, 'range_pct').where('session', '=', 'regular'), 5);
 */
export function usualHours(db: QueryCreator<Tables>, hours: MeasuredHours, newest: number) {
  return db
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
    .with('past', (cte) =>
      cte
        .selectFrom(
          cte
            .selectFrom('targets as t')
            .innerJoin('opened as h', (join) =>
              join
                .onRef('h.ticker', '=', 't.ticker')
                .onRef('h.minute', '=', 't.minute')
                .onRef('h.length', '=', 't.length')
                .onRef('h.trading_date', '<', 't.trading_date'),
            )
            .where('h.is_complete', '=', true)
            .select(['t.ticker', 't.trading_date', 't.minute', 'h.m'])
            .select(
              sql<bigint>`row_number() over (partition by t.ticker, t.trading_date, t.minute order by h.trading_date desc)`.as(
                'recency',
              ),
            )
            .as('numbered'),
        )
        .where('recency', '<=', BigInt(mostSessions))
        .select(['ticker', 'trading_date', 'minute', 'm'])
        .select(placesOf('m', 'ticker', 'trading_date', 'minute')),
    )
    .with('percentiles', (cte) =>
      cte
        .selectFrom('past')
        .groupBy(['ticker', 'trading_date', 'minute'])
        .having(sql<number>`count(*)`, '>=', leastSessions)
        .select(['ticker', 'trading_date', 'minute', sql<bigint>`count(*)`.as('sessions')])
        .select([
          placedQuantile('m', 0.1).as('p10'),
          placedQuantile('m', 0.25).as('p25'),
          placedQuantile('m', 0.5).as('usual'),
          placedQuantile('m', 0.75).as('p75'),
          placedQuantile('m', 0.9).as('p90'),
        ]),
    )
    .selectFrom('targets as t')
    .leftJoin('opened as h', (join) =>
      join
        .onRef('h.ticker', '=', 't.ticker')
        .onRef('h.trading_date', '=', 't.trading_date')
        .onRef('h.minute', '=', 't.minute'),
    )
    .leftJoin('percentiles as p', (join) =>
      join
        .onRef('p.ticker', '=', 't.ticker')
        .onRef('p.trading_date', '=', 't.trading_date')
        .onRef('p.minute', '=', 't.minute'),
    )
    .select(['t.ticker', 't.trading_date', 't.bar_start', 't.minute as minutes_since_open', 'h.m', 'h.is_complete'])
    .select(sql<bigint>`coalesce(p.sessions, 0)`.as('sessions'))
    .select(['p.p10', 'p.p25', 'p.usual', 'p.p75', 'p.p90'])
    .select(sql<number | null>`case when p.usual > 0E0 then h.m / p.usual end`.as('ratio'))
    .orderBy('t.bar_start')
    .orderBy('t.ticker');
}

const minuteOf = timeBetween('minute', sql.ref<Date>('s.open'), sql.ref<Date>('h.bar_start'));

/** Minutes of an hour within its session: the last one is shorter. */
const lengthOf = (minute: Expression<bigint>) =>
  sql<bigint>`least(60, ${timeBetween('minute', sql.ref<Date>('s.open'), sql.ref<Date>('s.close'))} - ${minute})`;
