import { slotMs } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { intDiv, timestampOfMs } from '../portable/functions.ts';
import { calendarOf } from './calendar-of.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;

/**
 * The landed bars of a period, located on the calendar; what was fetched twice is still there twice. A clock-hour bar
 * takes the session that its hour touches, a stock's day bar is regular.
 *
 * Shows: `select ... from "landed_bars" l inner join "hour_slots" s on s."calendar" = ... and s."slot" = l."bar_start_ms" / 1800000`
 *
 * @example
 * const query = locateBars(db);
 */
export function locateBars(db: Kysely<StageTables>) {
  return db
    .selectFrom('landed_bars as l')
    .innerJoin('hour_slots as s', (join) =>
      join
        .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('l.ticker'))))
        .on((eb) => eb('s.slot', '=', intDiv(eb.ref('l.bar_start_ms'), eb.lit(slotMs)))),
    )
    .select(['l.ticker', 's.trading_date', 'l.bar_ms', 'l.open', 'l.high', 'l.low', 'l.close', 'l.volume', 'l.vwap'])
    .select(['l.trades', 'l.adjusted', 'l.run_id', 'l.request_id'])
    .select((eb) => [
      sql<string>`case when l.bar_ms <= ${sql.lit(slotMs)} then s.session when l.bar_ms < ${sql.lit(dayMs)} then s.clock_session
        when s.calendar = 'XNYS' then 'regular' else s.session end`.as('session'),
      timestampOfMs(eb.ref('l.bar_start_ms')).as('bar_start'),
      timestampOfMs(eb.ref('l.fetched_at_ms')).as('fetched_at'),
    ]);
}
