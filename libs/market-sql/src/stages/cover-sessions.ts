import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { asDate, asInt64, intDiv, msOfTimestamp } from '@tickerlake/athena-sql';
import { expectedHours, hourCounts } from './session-coverage.ts';
import type { StageTables } from './stage-tables.ts';

/**
 * Compares the calendar with the staged hours: a row for each requested ticker and each session of the requested range, absent
 * sessions included (coverage 0). A session of 390 minutes expects 7 hours, one of 210 expects 4, on both grids; a ticker
 * that has only day bars expects one.
 *
 * Shows: `select ... from "asked_tickers" a inner join "sessions" s on s."calendar" = a."calendar" left join (select
 * ..., count(*) from "staged_hours" where "session" in ('regular', 'continuous') group by ...) h on ...`
 *
 * @example
 * const query = coverSessions(db, { from: '2026-04-30', to: '2026-05-29' });
 */
export function coverSessions(db: Kysely<StageTables>, range: { readonly from: string; readonly to: string }) {
  const isAsked = (eb: ExpressionBuilder<StageTables, 'staged_hours' | 'sessions'>) =>
    eb.between('trading_date', asDate(eb.val(range.from)), asDate(eb.val(range.to)));
  const seen = db
    .selectFrom('staged_hours')
    .where(isAsked)
    .where('session', 'in', ['regular', 'continuous'])
    .groupBy(['ticker', 'trading_date'])
    .select(['ticker', 'trading_date'])
    .select(hourCounts())
    .select((eb) => eb.fn.max('bar_start').as('newest'));
  const latest = db
    .selectFrom('sessions')
    .where(isAsked)
    .groupBy('calendar')
    .select((eb) => ['calendar', eb.fn.max('trading_date').as('trading_date')]);
  const cells = db
    .selectFrom('asked_tickers as a')
    .innerJoin('sessions as s', 's.calendar', 'a.calendar')
    .leftJoin(seen.as('h'), (join) =>
      join.onRef('h.ticker', '=', 'a.ticker').onRef('h.trading_date', '=', 's.trading_date'),
    )
    .innerJoin(latest.as('last'), 'last.calendar', 'a.calendar')
    .where((eb) => eb.between('s.trading_date', asDate(eb.val(range.from)), asDate(eb.val(range.to))))
    .select(['a.ticker', 's.trading_date', 's.close as session_close'])
    .select((eb) => [
      asInt64(expectedHours(sql.ref('a.ticker'))).as('expected_hours'),
      asInt64(sql`coalesce(h.hours, 0)`).as('hours'),
      sql<number>`cast(coalesce(h.hours, 0) as double) / ${expectedHours(sql.ref('a.ticker'))}`.as('coverage'),
      asInt64(sql`coalesce(h.complete_hours, 0)`).as('complete_hours'),
      sql<Date | null>`case when h.newest is null then null when h.least_grid = 'day' then s.close else least(${eb.ref('h.newest')} + interval '1' hour, s.close) end`.as(
        'newest_bar_end',
      ),
      sql<boolean>`s.trading_date = last.trading_date`.as('is_latest'),
    ]);
  return db
    .selectFrom(cells.as('cells'))
    .select([
      'ticker',
      'trading_date',
      'session_close',
      'expected_hours',
      'hours',
      'coverage',
      'complete_hours',
      'newest_bar_end',
    ])
    .select((eb) => [
      intDiv(
        sql<bigint>`(${msOfTimestamp(eb.ref('session_close'))} - ${msOfTimestamp(sql<Date>`newest_bar_end`)})`,
        sql.lit(60_000),
      ).as('minutes_behind_close'),
      eb.ref('is_latest').as('is_latest'),
    ]);
}
