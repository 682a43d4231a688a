import { athenaQueryBuilder, averageTrueRange, calendarOf, rollingSessions, utc } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';

/** Sessions in a window: two trading weeks. */
export const windowSessions = 10;
/** Wilder's period. */
export const rangeSessions = 14;

const chosen = sql<SqlBool>`r.ticker in (\${ticker:sqlstring})`;
const inRange = sql<SqlBool>`s."close" between $__timeFrom() and $__timeTo()`;

/**
 * The end of the session as Grafana needs it: a date would be midnight UTC, the evening before in New York.
 *
 * @example
 * rolledInRange().select(sessionTime.as('time'));
 */
export const sessionTime = utc(sql<Date>`cast(s."close" as timestamp(3))`);

/**
 * Volatility over the last ten sessions of the chosen tickers, by session; windows reach back beyond the range.
 *
 * @param at whose sessions: the ticker's own, or those of New York for all, so that tickers share their times; a coin's week-ends are left out then.
 * @example
 * rolledInRange().select([sessionTime.as('time'), 'r.ticker', 'r.yang_zhang']);
 */
export function rolledInRange(at: 'own' | 'New York' = 'own') {
  const db = athenaQueryBuilder<Tables>();
  return db
    .selectFrom(rollingSessions(db, windowSessions).clearOrderBy().as('r'))
    .innerJoin('sessions as s', (join) =>
      join.onRef('s.trading_date', '=', 'r.trading_date').on((eb) => eb('s.calendar', '=', at === 'New York' ? sql<string>`'XNYS'` : calendarOf(eb.ref('r.ticker')))))
    .where(chosen)
    .where(inRange);
}

/**
 * Average true range of the chosen tickers, by session.
 *
 * @example
 * trueRangesInRange().select([sessionTime.as('time'), 'r.ticker', 'r.natr']);
 */
export function trueRangesInRange() {
  const db = athenaQueryBuilder<Tables>();
  return db
    .selectFrom(averageTrueRange(db, rangeSessions).clearOrderBy().as('r'))
    .innerJoin('sessions as s', (join) => join.onRef('s.trading_date', '=', 'r.trading_date').on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('r.ticker')))))
    .where(chosen)
    .where(inRange);
}
