import { slotMs } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { timestampOfMs } from '@tickerlake/athena-sql';
import { calendarOf } from './calendar-of.ts';
import { isInSlots, slotValue } from './slot-lists.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;

/**
 * The landed bars of a period, located on the calendar; what was fetched twice is still there twice. A clock-hour bar
 * takes the session that its hour touches, a stock's day bar is regular.
 *
 * Shows: `select "l"."ticker", s."trading_date"[...] as "trading_date", ... from "landed_bars" as "l", "slot_lists" as "s" where ...`
 *
 * @example
 * const query = locateBars(db);
 */
export function locateBars(db: Kysely<StageTables>) {
  return db
    .selectFrom(['landed_bars as l', 'slot_lists as s'])
    .where((eb) => isInSlots(eb.ref('l.bar_start_ms')))
    .select([
      'l.ticker',
      'l.bar_ms',
      'l.open',
      'l.high',
      'l.low',
      'l.close',
      'l.volume',
      'l.vwap',
      'l.trades',
      'l.adjusted',
      'l.run_id',
      'l.request_id',
    ])
    .select((eb) => [
      slotValue<string>('trading_date', eb.ref('l.ticker'), eb.ref('l.bar_start_ms')).as('trading_date'),
      sql<string>`case when l.bar_ms <= ${sql.lit(slotMs)} then ${slotValue('session', eb.ref('l.ticker'), eb.ref('l.bar_start_ms'))}
        when l.bar_ms < ${sql.lit(dayMs)} then ${slotValue('clock_session', eb.ref('l.ticker'), eb.ref('l.bar_start_ms'))}
        when ${calendarOf(eb.ref('l.ticker'))} = 'XNYS' then 'regular' else 'continuous' end`.as('session'),
      timestampOfMs(eb.ref('l.bar_start_ms')).as('bar_start'),
      timestampOfMs(eb.ref('l.fetched_at_ms')).as('fetched_at'),
    ]);
}
