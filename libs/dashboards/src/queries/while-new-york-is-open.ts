import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { MeasuredHour } from '@tickerlake/market-sql';
import { type Expression, sql } from 'kysely';
import { sessionsNear } from './sessions-near.ts';

/**
 * Those of the hours in the range that start while New York is open: crypto and stocks on the same time.
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
      join.on(sql<boolean>`h.bar_start >= s."open" and h.bar_start < s."close"`),
    );
}
