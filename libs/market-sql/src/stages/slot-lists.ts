import { slotMs } from '@tickerlake/record-schema';
import { type Expression, type Kysely, sql } from 'kysely';
import { asInt64, intDiv } from '@tickerlake/athena-sql';
import { calendarOf } from './calendar-of.ts';
import type { StageTables } from './stage-tables.ts';

/** The columns of `hour_slots` that a bar looks up. */
type SlotColumn = 'trading_date' | 'session' | 'clock_session' | 'hour_start_ms' | 'hour_end_ms';

/**
 * `hour_slots` as one row of lists, so that a bar finds its place by an index and not by a join: a hash join would copy
 * every bar once more, which costs half as much again as reading and writing it.
 *
 * Needs every calendar to have the same consecutive slots, as `hourSlots` makes them.
 *
 * Shows: `select min("slot") as "first_slot", count(distinct "slot") as "slots", array_agg("trading_date" order by
 * "calendar", "slot") as "trading_date", ... from "hour_slots"`
 *
 * @example
 * const query = slotLists(db);
 */
export function slotLists(db: Kysely<StageTables>) {
  const list = <Value>(column: SlotColumn) =>
    sql<Value[]>`array_agg(${sql.ref(column)} order by calendar, slot)`.as(column);
  return (
    db
      .selectFrom('hour_slots')
      .select((eb) => [eb.fn.min('slot').as('first_slot'), asInt64(eb.fn.count('slot').distinct()).as('slots')])
      // Lists are in the order of the calendars' ids: how many of their rows are of earlier ones.
      .select([
        asInt64(sql`count(case when calendar < '24/7' then 1 end)`).as('before_24_7'),
        asInt64(sql`count(case when calendar < 'XNYS' then 1 end)`).as('before_xnys'),
      ])
      .select([
        list<string>('trading_date'),
        list<string>('session'),
        list<string>('clock_session'),
        list<bigint>('hour_start_ms'),
        list<bigint>('hour_end_ms'),
      ])
  );
}

/**
 * What `slot_lists s` says of a bar of a ticker; the bar must be in its slots (`isInSlots`).
 *
 * Shows: `s."session"["bar_start_ms" / 1800000 - s."first_slot" + 1 + case <calendar> when 'XNYS' then s."before_xnys" when '24/7' then s."before_24_7" else 0 end]`
 *
 * @example
 * eb => slotValue<string>('session', eb.ref('l.ticker'), eb.ref('l.bar_start_ms'))
 */
export function slotValue<Value>(column: SlotColumn, ticker: Expression<string>, startMs: Expression<bigint | number>) {
  const offset = sql`case ${calendarOf(ticker)} when 'XNYS' then s.before_xnys when '24/7' then s.before_24_7 else 0 end`;
  return sql<Value>`${sql.ref(`s.${column}`)}[${intDiv(startMs, sql.lit(slotMs))} - s.first_slot + 1 + ${offset}]`;
}

/**
 * Whether `slot_lists s` knows the instant.
 *
 * @example
 * eb => isInSlots(eb.ref('l.bar_start_ms'))
 */
export const isInSlots = (startMs: Expression<bigint | number>) =>
  sql<boolean>`${startMs} >= s.first_slot * ${sql.lit(slotMs)} and ${startMs} < (s.first_slot + s.slots) * ${sql.lit(slotMs)}`;
