import { barsTable, slotMs } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { intDiv, timestampOfMs } from '../portable/functions.ts';
import { calendarOf } from './calendar-of.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;

/**
 * The landed bars of a period as rows of `bars`: located on the calendar, one per (ticker, length, start), the latest
 * fetch winning. A clock-hour bar takes the session that its hour touches, a stock's day bar is regular.
 *
 * Shows: `select ... from (select ..., row_number() over (partition by ticker, bar_ms, bar_start_ms order by
 * fetched_at_ms desc, request_id desc) as "recency" from "landed_bars" ...) where "recency" = 1`
 *
 * @example
 * const query = locateBars(db);
 */
export function locateBars(db: Kysely<StageTables>) {
  const ranked = db
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
      sql<bigint>`row_number() over (partition by l.ticker, l.bar_ms, l.bar_start_ms order by l.fetched_at_ms desc, l.request_id desc)`.as('recency'),
    ]);
  return db
    .selectFrom(ranked.as('ranked'))
    .where('recency', '=', sql.lit(1n))
    .select(barsTable.columns.map((column) => column.name));
}
