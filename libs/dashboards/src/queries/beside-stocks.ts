import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { hoursInRange } from '../panels/hours-in-range.ts';
import { chosenMeasure } from '../variables/measure-variable.ts';

/** Fewer sessions in common say nothing. */
const leastSessions = 20;

/**
 * Benchmarks and crypto beside the stocks, session by session and on the stocks' session time: the mean of the hours that start
 * while New York is open. The spread is the ticker's mean less that of the stocks' medians; the correlation, over sessions in
 * common, needs at least 20 of them.
 *
 * Columns: `ticker`, `sessions`, `mean`, `stocks`, `spread`, `correlation`.
 *
 * @example
 * compileAthenaSql(besideStocks());
 */
export function besideStocks() {
  return athenaQueryBuilder<Tables>()
    .with('hours', () => hoursInRange('benchmark', 'ticker').select(['ticker', 'bar_start', chosenMeasure().as('m'), sql<boolean>`ticker in (\${ticker:sqlstring})`.as('is_stock')]))
    .with('days', (db) =>
      db.selectFrom('hours as h')
        .innerJoin('sessions as s', (join) => join.onRef('h.bar_start', '>=', 's.open').onRef('h.bar_start', '<', 's.close'))
        .where('s.calendar', '=', 'XNYS')
        .where('h.m', 'is not', null)
        .groupBy(['h.ticker', 's.trading_date', 'h.is_stock'])
        .select(['h.ticker', 's.trading_date', 'h.is_stock', sql<number>`avg(h.m)`.as('m')]))
    .with('placed', (db) =>
      db.selectFrom('days')
        .where(sql<boolean>`is_stock`)
        .select(['trading_date', 'm', sql<number>`row_number() over (partition by trading_date order by m)`.as('place'), sql<number>`count(*) over (partition by trading_date)`.as('n')]))
    .with('stocks', (db) =>
      db.selectFrom('placed').groupBy('trading_date').select(['trading_date', sql<number>`avg(case when 2 * place between n and n + 2 then m end)`.as('m')]))
    .selectFrom('days as d')
    .innerJoin('stocks as k', 'k.trading_date', 'd.trading_date')
    .where(sql<boolean>`not d.is_stock`)
    .groupBy('d.ticker')
    .select([
      'd.ticker',
      sql<number>`count(*)`.as('sessions'),
      sql<number>`avg(d.m)`.as('mean'),
      sql<number>`avg(k.m)`.as('stocks'),
      sql<number>`avg(d.m - k.m)`.as('spread'),
      sql<number | null>`case when count(*) >= ${sql.raw(String(leastSessions))} and stddev_samp(d.m) > 0E0 and stddev_samp(k.m) > 0E0 then corr(d.m, k.m) end`.as('correlation'),
    ])
    .orderBy('mean', 'desc')
    .orderBy('d.ticker');
}
