import { type QueryCreator, sql } from 'kysely';
import type { WithVendorTotals } from './vendor-totals.ts';

const minuteMs = 60_000;

/**
 * The view `session_totals`: sessions made of minutes, next to the vendor's day bars. It uses session-aligned hours, because the clock hour 09:00
 * includes half an hour of the pre-market, and unadjusted prices, like the day bars.
 *
 * Shows: `with "volumes" as (select "ticker", "trading_date", sum("volume") from "bars" ...) select ..., ("d"."high" - "v"."high") / "v"."high" as
 * "high_difference" from "daily_volatility" as "d" inner join "vendor_totals" as "v" ...`
 *
 * @example
 * const query = sessionTotals(db);
 */
export function sessionTotals(db: QueryCreator<WithVendorTotals>) {
  const difference = (column: 'open' | 'high' | 'low' | 'close') => {
    const vendor = sql.ref(`v.${column}`);
    return sql<number | null>`(${sql.ref(`d.${column}`)} - ${vendor}) / nullif(${vendor}, 0E0)`.as(
      `${column}_difference`,
    );
  };
  return db
    .with('volumes', (cte) =>
      cte
        .selectFrom('bars as b')
        .where('b.bar_ms', '=', sql<bigint>`${sql.lit(minuteMs)}`)
        .where('b.trading_date', 'in', (eb) => eb.selectFrom('vendor_totals').select('trading_date'))
        .groupBy(['b.ticker', 'b.trading_date'])
        .select((eb) => ['b.ticker', 'b.trading_date', eb.fn.sum<number | null>('b.volume').as('volume')]),
    )
    .selectFrom('daily_volatility as d')
    .innerJoin('vendor_totals as v', (join) =>
      join.onRef('v.ticker', '=', 'd.ticker').onRef('v.trading_date', '=', 'd.trading_date'),
    )
    .innerJoin('volumes as b', (join) =>
      join.onRef('b.ticker', '=', 'd.ticker').onRef('b.trading_date', '=', 'd.trading_date'),
    )
    .where('d.grid', '=', 'session')
    .where('d.adjusted', '=', false)
    .select(['d.ticker', 'd.trading_date', 'd.open', 'd.high', 'd.low', 'd.close', 'b.volume'])
    .select([
      'v.open as vendor_open',
      'v.high as vendor_high',
      'v.low as vendor_low',
      'v.close as vendor_close',
      'v.volume as vendor_volume',
    ])
    .select([
      difference('open'),
      difference('high'),
      difference('low'),
      difference('close'),
      sql<number | null>`nullif(b.volume, 0E0) / nullif(v.volume, 0E0)`.as('volume_share'),
      'v.request_id',
      'v.fetched_at',
    ]);
}
