import { athenaQueryBuilder, compileAthenaSql } from '@tickerlake/athena-sql';
import { ownZScores } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { chosenHours } from '../queries/chosen-hours.ts';
import { hoursWithHistory } from '../queries/hours-in-range.ts';
import { milliseconds } from '../queries/milliseconds.ts';
import { sessionMeansAndVolatilities } from '../queries/overview/ticker-rows.ts';
import { usualInRange } from '../queries/overview/usual-in-range.ts';
import { sessionsNear } from '../queries/sessions-near.ts';

/** Calendar days with the sessions that a z-score compares with. */
const historyDays = 100;
const shownSessions = 5;

/**
 * The page's queries beyond those of panels, with the macros and variables of the dashboard that it shows.
 *
 * - `sessions`: `opens`, `closes`, `trading_date` of New York's sessions in the range, in order: its axis without nights, which Grafana
 *   does not have.
 * - `hours`: the cells of the heat map and the normal days of all tickers in one answer: `ticker`, `time`, `trading_date`, `minute` (since
 *   the open), `value`, `z_score`, `is_complete`, `sessions`, `p10`, `p25`, `usual`, `p75`, `p90`, `ratio` of the selected measure.
 * - `means`: the small lines of the table of tickers, as Grafana has them, with the volatility of each session: `time`, `ticker`,
 *   `session_mean`, `annualised`.
 *
 * @example
 * Object.keys(pageQueries); // ['sessions', 'hours', 'means']
 */
export const pageQueries: Readonly<Record<'sessions' | 'hours' | 'means', string>> = {
  sessions: compileAthenaSql(sessions()),
  hours: compileAthenaSql(hours()),
  means: compileAthenaSql(sessionMeansAndVolatilities()),
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
  const chosen = chosenHours(hoursWithHistory(historyDays).where('session', '=', 'regular'));
  return athenaQueryBuilder()
    .with('compared', () => usualInRange(shownSessions).selectAll())
    .with('scores', () => ownZScores(db, chosen).clearOrderBy())
    .selectFrom('compared as h')
    .leftJoin('scores as z', (join) =>
      join.onRef('z.ticker', '=', 'h.ticker').on(sql<boolean>`z.bar_start = h.bar_start`),
    )
    .select([
      'h.ticker',
      milliseconds('h.bar_start').as('time'),
      sql<string>`cast(h.trading_date as varchar)`.as('trading_date'),
      'h.minutes_since_open as minute',
      'h.m as value',
      'z.z_score',
      'h.is_complete',
      'h.sessions',
      'h.p10',
      'h.p25',
      'h.usual',
      'h.p75',
      'h.p90',
      'h.ratio',
    ])
    .orderBy('time')
    .orderBy('h.ticker');
}
