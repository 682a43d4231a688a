import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { barTime, hoursInRange } from '../panels/hours-in-range.ts';
import { chosenMeasure } from '../variables/measure-variable.ts';

/** The session that the user typed, or the first that starts in the range. New York's sessions, for crypto too: all lines share it. */
const baseSession = sql<string>`case when \${base:sqlstring} = '' then min(case when "open" between $__timeFrom() and $__timeTo() then trading_date end)
  else min(case when cast(trading_date as varchar) = \${base:sqlstring} then trading_date end) end`;

/**
 * Each ticker's measure, 100 being the median of its hours in the base session. A ticker whose base session lacks an hour or a
 * bar, or whose base is 0, has no index: no other base is carried over.
 *
 * Columns: `time`, `ticker`, `index_100`.
 *
 * @example
 * compileAthenaSql(indexTo100('ticker'));
 */
export function indexTo100(...variables: readonly string[]) {
  return athenaQueryBuilder<Tables>()
    .with('hours', () => hoursInRange(...variables).select(['ticker', 'bar_start', 'session', 'is_complete', chosenMeasure().as('m')]))
    .with('base_session', (db) =>
      db.selectFrom('sessions as s')
        .innerJoin(db.selectFrom('sessions').where('calendar', '=', 'XNYS').select(baseSession.as('base_date')).as('b'), 'b.base_date', 's.trading_date')
        .where('s.calendar', '=', 'XNYS')
        .select(['s.open as opens', 's.close as closes', 's.expected_bars']))
    .with('base_hours', (db) =>
      db.selectFrom('hours as h')
        .innerJoin('base_session as s', (join) => join.onRef('h.bar_start', '>=', 's.opens').onRef('h.bar_start', '<', 's.closes'))
        .select(['h.ticker', 'h.m', 'h.session', 'h.is_complete', 's.expected_bars'])
        .select([sql<number>`row_number() over (partition by h.ticker order by h.m)`.as('place'), sql<number>`count(*) over (partition by h.ticker)`.as('n')]))
    .with('bases', (db) =>
      db.selectFrom('base_hours')
        .groupBy('ticker')
        .having(sql<boolean>`min(case when is_complete and m is not null then 1 else 0 end) = 1
          and max(n) >= max(case when session = 'regular' then ceil(expected_bars / 60E0) else floor(expected_bars / 60E0) end)`)
        .select(['ticker', sql<number>`avg(case when 2 * place between n and n + 2 then m end)`.as('base')]))
    .selectFrom('hours as h')
    .innerJoin('bases as b', 'b.ticker', 'h.ticker')
    .where('b.base', '>', 0)
    .select([barTime.as('time'), 'h.ticker', sql<number>`100E0 * h.m / b.base`.as('index_100')])
    .orderBy('time')
    .orderBy('h.ticker');
}
