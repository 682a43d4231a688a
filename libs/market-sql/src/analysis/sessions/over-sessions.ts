import type { Tables } from '@tickerlake/record-schema';
import type { Expression, QueryCreator } from 'kysely';
import { dailyVolatility } from './daily-volatility.ts';
import type { SessionHours } from './session-hours.ts';
import { sessionReturns } from './session-returns.ts';

/** What of the published tables is read. */
export interface SessionSource {
  readonly hours: SessionHours;
  readonly sessions: Expression<Tables['sessions']>;
}

/**
 * A builder to whose queries the analysis consists of some hours and sessions only: the views `daily_volatility` and `session_returns`
 * take no parameters and read the whole history, so here both precede the query and contain what it needs. Windows reach back:
 * `daysOfSessions` says how far before its first session a query has to read.
 *
 * Shows: `with "sessions" as (<sessions>), "daily_volatility" as (...), "session_returns" as (...) ...`
 *
 * @example
 * const query = rollingSessions(overSessions(db, { hours: sessionHours(db).where('bar_start', '>=', from), sessions }), 20);
 */
export function overSessions(db: QueryCreator<Tables>, { hours, sessions }: SessionSource): QueryCreator<Tables> {
  return db
    .with('sessions', () => sessions)
    .with('daily_volatility', (cte) => dailyVolatility(cte, hours))
    .with('session_returns', (cte) => sessionReturns(cte));
}

/**
 * Days of the calendar that hold n sessions of any exchange: five of seven, holidays, and the longest closure on record.
 * A window of n returns needs n + 1 sessions, for each return has a close before it.
 *
 * @param n sessions.
 * @example
 * daysOfSessions(21); // 46
 */
export function daysOfSessions(n: number): number {
  return Math.ceil(1.5 * n) + 14;
}
