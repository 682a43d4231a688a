import { slotMs } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { intDiv, timestampOfMs } from '@tickerlake/athena-sql';
import { calendarOf } from './calendar-of.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;

/**
 * The same rows as `locateBars`, by a join with `hour_slots`: for engines that spread a join over many machines, and
 * for slots of months that do not touch. What was fetched twice is still there twice.
 *
 * Shows: `select "l"."ticker", "s"."trading_date", case when l.bar_ms <= 1800000 then s.session ... end as "session", ... from
 * "landed_bars" as "l" inner join "hour_slots" as "s" on "s"."calendar" = ... and "s"."slot" = (l.bar_start_ms / 1800000)`
 *
 * @example
 * const query = locateBarsByJoin(db);
 */
export function locateBarsByJoin(db: Kysely<StageTables>) {
  return db
    .selectFrom('landed_bars as l')
    .innerJoin('hour_slots as s', (join) =>
      join
        .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('l.ticker'))))
        .on((eb) => eb('s.slot', '=', intDiv(eb.ref('l.bar_start_ms'), sql.lit(slotMs)))),
    )
    .select([
      'l.ticker',
      's.trading_date',
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
      sql<string>`case when l.bar_ms <= ${sql.lit(slotMs)} then s.session when l.bar_ms < ${sql.lit(dayMs)} then s.clock_session
        when ${calendarOf(eb.ref('l.ticker'))} = 'XNYS' then 'regular' else 'continuous' end`.as('session'),
      timestampOfMs(eb.ref('l.bar_start_ms')).as('bar_start'),
      timestampOfMs(eb.ref('l.fetched_at_ms')).as('fetched_at'),
    ]);
}
