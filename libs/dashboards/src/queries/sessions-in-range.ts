import { athenaQueryBuilder, utc } from '@tickerlake/athena-sql';
import {
  averageTrueRange,
  calendarOf,
  daysOfSessions,
  overSessions,
  rollingSessions,
  sessionHours,
  sessionsOfMemory,
} from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql, type SqlBool } from 'kysely';
import { rangeStart } from './range-start.ts';
import { sessionsNear } from './sessions-near.ts';

/** Sessions in a window: two trading weeks. */
export const windowSessions = 10;
/** Wilder's period. */
export const rangeSessions = 14;

const inRange = sql<SqlBool>`s."close" between $__timeFrom() and $__timeTo()`;

/**
 * The end of the session as Grafana needs it: a date would be midnight UTC, the evening before in New York.
 *
 * @example
 * rolledInRange().select(sessionTime.as('time'));
 */
export const sessionTime = utc(sql<Date>`cast(s."close" as timestamp(3))`);

/**
 * The analysis over the selected tickers' sessions in the range and the given number before it.
 *
 * @example
 * rollingSessions(sessionsFrom(20), 20);
 */
function sessionsFrom(sessionsBefore: number) {
  const db = athenaQueryBuilder<Tables>();
  const days = daysOfSessions(sessionsBefore);
  return overSessions(db, {
    hours: sessionHours(db)
      .where(sql<SqlBool>`ticker in (\${ticker:sqlstring})`)
      .where(sql<SqlBool>`bar_start between ${rangeStart(days)} and $__timeTo()`),
    sessions: sessionsNear(days),
  });
}

/**
 * Volatility over the last ten sessions of the selected tickers, by session; windows start before the range.
 *
 * @param at which sessions: the ticker's own, or those of New York for all tickers, so that they share times; this omits the
 * weekends of crypto.
 * @example
 * rolledInRange().select([sessionTime.as('time'), 'r.ticker', 'r.yang_zhang']);
 */
export function rolledInRange(at: 'own' | 'New York' = 'own') {
  return athenaQueryBuilder<Tables>()
    .selectFrom(
      rollingSessions(sessionsFrom(windowSessions + 1), windowSessions)
        .clearOrderBy()
        .as('r'),
    )
    .innerJoin('sessions as s', (join) =>
      join
        .onRef('s.trading_date', '=', 'r.trading_date')
        .on((eb) => eb('s.calendar', '=', at === 'New York' ? sql<string>`'XNYS'` : calendarOf(eb.ref('r.ticker')))),
    )
    .where(inRange);
}

/**
 * Average true range of the selected tickers, by session. It reads ten months before the range, enough for the start value to
 * have no effect.
 *
 * @example
 * trueRangesInRange().select([sessionTime.as('time'), 'r.ticker', 'r.natr']);
 */
export function trueRangesInRange() {
  return athenaQueryBuilder<Tables>()
    .selectFrom(
      averageTrueRange(sessionsFrom(sessionsOfMemory(rangeSessions)), rangeSessions)
        .clearOrderBy()
        .as('r'),
    )
    .innerJoin('sessions as s', (join) =>
      join
        .onRef('s.trading_date', '=', 'r.trading_date')
        .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('r.ticker')))),
    )
    .where(inRange);
}
