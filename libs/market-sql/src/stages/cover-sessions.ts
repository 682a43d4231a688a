import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { asDate, asInt64, intDiv, msOfTimestamp } from '@tickerlake/athena-sql';
import { expectedHours, hourCounts, isThin } from './session-coverage.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;
/** How thinly a ticker trades is judged by this many days before the range too, so that one bad day is not its habit. */
const habitDays = 31;

/**
 * Compares the calendar with the staged hours: a row for each requested ticker and each session of the requested range, absent
 * sessions included (coverage 0). A session of 390 minutes expects 7 hours, one of 210 expects 4, on both grids; a ticker
 * that has only day bars expects one. A known absence expects none, and says why; missing hours of a thinly traded ticker are
 * legal, and say so.
 *
 * Shows: `select ... from "asked_tickers" a inner join "sessions" s on s."calendar" = a."calendar" left join (select
 * ..., count(*) from "staged_hours" where "session" in ('regular', 'continuous') group by ...) h on ... left join "known_absences" x on
 * <ticker and dates> left join (select "ticker", sum("minutes") * 4 < sum("expected_bars") as "is_thin" ...) d on ...`
 *
 * @example
 * const query = coverSessions(db, { from: '2026-04-30', to: '2026-05-29' });
 */
export function coverSessions(db: Kysely<StageTables>, range: { readonly from: string; readonly to: string }) {
  const isAsked = (eb: ExpressionBuilder<StageTables, 'staged_hours' | 'sessions'>) =>
    eb.between('trading_date', asDate(eb.val(range.from)), asDate(eb.val(range.to)));
  const habitFrom = new Date(Date.parse(range.from) - habitDays * dayMs).toISOString().slice(0, 10);
  const seen = db
    .selectFrom('staged_hours')
    .where((eb) => eb.between('trading_date', asDate(eb.val(habitFrom)), asDate(eb.val(range.to))))
    .where('session', 'in', ['regular', 'continuous'])
    .groupBy(['ticker', 'trading_date'])
    .select(['ticker', 'trading_date'])
    .select(hourCounts())
    .select((eb) => eb.fn.max('bar_start').as('newest'));
  const habits = db
    .selectFrom(seen.as('h'))
    .innerJoin('asked_tickers as a', 'a.ticker', 'h.ticker')
    .innerJoin('sessions as s', (join) =>
      join.onRef('s.calendar', '=', 'a.calendar').onRef('s.trading_date', '=', 'h.trading_date'),
    )
    .groupBy('h.ticker')
    .select('h.ticker')
    .select(
      isThin({ minutes: sql`h.minutes`, trades: sql`h.trades`, expectedMinutes: sql`s.expected_bars` }).as('is_thin'),
    );
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
    .leftJoin('known_absences as x', (join) =>
      join
        .onRef('x.ticker', '=', 'a.ticker')
        .onRef('x.first_date', '<=', 's.trading_date')
        .onRef('x.last_date', '>=', 's.trading_date'),
    )
    .leftJoin(habits.as('d'), 'd.ticker', 'a.ticker')
    .innerJoin(latest.as('last'), 'last.calendar', 'a.calendar')
    .where((eb) => eb.between('s.trading_date', asDate(eb.val(range.from)), asDate(eb.val(range.to))))
    .select(['a.ticker', 's.trading_date', 's.close as session_close', 'x.reason as known_reason', 'd.is_thin'])
    .select((eb) => [
      asInt64(expectedHours(sql.ref('a.ticker'))).as('calendar_hours'),
      asInt64(sql`coalesce(h.hours, 0)`).as('hours'),
      asInt64(sql`coalesce(h.complete_hours, 0)`).as('complete_hours'),
      sql<Date | null>`case when h.newest is null then null when h.least_grid = 'day' then s.close else least(${eb.ref('h.newest')} + interval '1' hour, s.close) end`.as(
        'newest_bar_end',
      ),
      sql<boolean>`s.trading_date = last.trading_date`.as('is_latest'),
    ]);
  const reason = sql<
    string | null
  >`coalesce(known_reason, case when hours < calendar_hours and coalesce(is_thin, false) then 'thin' end)`;
  return db
    .selectFrom(cells.as('cells'))
    .select(['ticker', 'trading_date', 'session_close'])
    .select([
      asInt64(sql`case when known_reason is null then calendar_hours else 0 end`).as('expected_hours'),
      'hours',
      sql<number>`case when known_reason is null then cast(hours as double) / calendar_hours else 1E0 end`.as(
        'coverage',
      ),
      'complete_hours',
      'newest_bar_end',
    ])
    .select((eb) => [
      intDiv(
        sql<bigint>`(${msOfTimestamp(eb.ref('session_close'))} - ${msOfTimestamp(sql<Date>`newest_bar_end`)})`,
        sql.lit(60_000),
      ).as('minutes_behind_close'),
      eb.ref('is_latest').as('is_latest'),
      reason.as('reason'),
      sql<boolean>`${reason} is null`.as('is_expected'),
    ]);
}
