import type { Tables } from '@tickerlake/record-schema';
import { type QueryCreator, sql } from 'kysely';
import { timeBetween } from '@tickerlake/athena-sql';
import { calendarOf } from '../../stages/calendar-of.ts';
import type { MeasuredHour } from './measured-hours.ts';

/**
 * Measured hours with their place in the session, in minutes since the open of the ticker's own calendar: hours of a day differ, so
 * that an hour is compared with the same one of other sessions.
 *
 * Shows: `select h."ticker", ..., date_diff('minute', s."open", h."bar_start") as "minutes_since_open" from "hours" h inner join "sessions" s ...`
 *
 * @example
 * db.with('hours', () => hours).with('timed', (cte) => timedHours(cte))
 */
export function timedHours(db: QueryCreator<Tables & { hours: MeasuredHour }>) {
  return db
    .selectFrom('hours as h')
    .innerJoin('sessions as s', (join) =>
      join
        .onRef('s.trading_date', '=', 'h.trading_date')
        .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('h.ticker')))),
    )
    .select([
      'h.ticker',
      'h.trading_date',
      'h.bar_start',
      'h.is_complete',
      'h.m',
      timeBetween('minute', sql.ref<Date>('s.open'), sql.ref<Date>('h.bar_start')).as('minutes_since_open'),
    ]);
}
