import { athenaQueryBuilder, compileAthenaSql, timeBetween } from '@tickerlake/athena-sql';
import { calendarOf, ownZScores } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { chosenHours } from '../queries/chosen-hours.ts';
import { hoursWithHistory } from '../queries/hours-in-range.ts';
import { milliseconds } from '../queries/milliseconds.ts';
import { sessionsNear } from '../queries/sessions-near.ts';

/** Calendar days with the 60 sessions that an hour is compared with, holidays included. */
const historyDays = 100;

/**
 * The page's queries beyond those of panels, with the macros and variables of the dashboard that it shows; Grafana has no counterpart.
 *
 * - `sessions`: `opens`, `closes`, `trading_date` of New York's sessions in the range, in order: its axis without nights.
 * - `hours`: `ticker`, `time`, `trading_date`, `minute` (since the open), `value`, `z_score`, `is_complete` of the selected measure,
 *   from 100 days before the range: an hour against its usual.
 *
 * @example
 * Object.keys(pageQueries); // ['sessions', 'hours']
 */
export const pageQueries: Readonly<Record<'sessions' | 'hours', string>> = {
  sessions: compileAthenaSql(sessions()),
  hours: compileAthenaSql(hours()),
};

function sessions() {
  return athenaQueryBuilder<Tables>()
    .with('near', () => sessionsNear())
    .selectFrom('near')
    .where('calendar', '=', 'XNYS')
    .select([
      milliseconds('open').as('opens'),
      milliseconds('close').as('closes'),
      sql<string>`cast(trading_date as varchar)`.as('trading_date'),
    ])
    .orderBy('opens');
}

function hours() {
  const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear(historyDays));
  const chosen = chosenHours(hoursWithHistory(historyDays));
  return athenaQueryBuilder<Tables>()
    .with('sessions', () => sessionsNear(historyDays))
    .with('chosen', () => chosen)
    .selectFrom('chosen as h')
    .innerJoin('sessions as s', (join) =>
      join
        .onRef('s.trading_date', '=', 'h.trading_date')
        .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('h.ticker')))),
    )
    .leftJoin(ownZScores(db, chosen).clearOrderBy().as('j'), (join) =>
      join.onRef('j.ticker', '=', 'h.ticker').onRef('j.bar_start', '=', 'h.bar_start'),
    )
    .where(sql<SqlBool>`h.m is not null`)
    .select([
      'h.ticker',
      milliseconds('h.bar_start').as('time'),
      sql<string>`cast(h.trading_date as varchar)`.as('trading_date'),
      timeBetween('minute', sql.ref<Date>('s.open'), sql.ref<Date>('h.bar_start')).as('minute'),
      'h.m as value',
      'j.z_score',
      'h.is_complete',
    ])
    .orderBy('time')
    .orderBy('h.ticker');
}
