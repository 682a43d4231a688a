import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { MeasuredHour } from '@tickerlake/market-sql';
import { type Expression, sql } from 'kysely';
import { sessionsNear } from './sessions-near.ts';

/**
 * The regular hours in the range, and those of crypto that start while New York is open: both on the same time. Hours of stocks on the
 * vendor's clock grid belong to the session that they begin before: 09:00 to 09:30.
 *
 * Columns: those of the hours.
 *
 * @example
 * whileNewYorkIsOpen(chosenHours(hoursInRange('ticker', 'benchmark'))).select(['ticker', 'm']);
 */
export function whileNewYorkIsOpen(hours: Expression<MeasuredHour>) {
  return athenaQueryBuilder<{ chosen_hours: MeasuredHour }>()
    .with('open_sessions', () => sessionsNear().where('calendar', '=', 'XNYS'))
    .with('chosen_hours', () => hours)
    .selectFrom('chosen_hours as h')
    .innerJoin('open_sessions as s', (join) =>
      join.on(
        sql<boolean>`case when h.session = 'regular' then h.trading_date = s.trading_date else h.bar_start >= s."open" and h.bar_start < s."close" end`,
      ),
    );
}
