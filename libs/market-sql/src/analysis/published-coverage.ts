import type { Tables } from '@tickerlake/record-schema';
import { type QueryCreator, sql } from 'kysely';
import { asInt64 } from '@tickerlake/athena-sql';
import { calendarOf } from '../stages/calendar-of.ts';
import { coverageState, expectedHours, hourCounts, isThin } from '../stages/session-coverage.ts';

/**
 * Compares the calendar with all published data, by the rule of the table `coverage`, which covers only the last run's request: a
 * row for each ticker, including requested ones without data, and each session of the last days, from the ticker's first on; with the
 * reason where missing bars are right.
 *
 * Columns: `ticker`, `trading_date`, `calendar`, `hours`, `complete_hours`, `expected_hours`, `reason`, `state`; in order of ticker and date.
 *
 * Shows: `with "tickers" as (...), "seen" as (select ..., count(*) from "hourly_volatility" ... group by ...), "cells" as (select ... from
 * "tickers" t inner join "sessions" s on ... left join "seen" h on ...) select ..., case when hours = 0 then 'absent' ... from "cells"`
 *
 * @param days how many days before the last published one.
 * @example
 * const rows = await publishedCoverage(db, { days: 90 }).execute();
 */
export function publishedCoverage(db: QueryCreator<Tables>, { days }: { readonly days: number }) {
  return db
    .with('known', (cte) =>
      cte
        .selectFrom('hourly_volatility')
        .select(['ticker', 'trading_date'])
        .unionAll(cte.selectFrom('coverage').select(['ticker', 'trading_date'])),
    )
    .with('tickers', (cte) =>
      cte
        .selectFrom('known')
        .groupBy('ticker')
        .select((eb) => [
          'ticker',
          eb.fn.min('trading_date').as('first_date'),
          calendarOf(eb.ref('ticker')).as('calendar'),
        ]),
    )
    .with('seen', (cte) =>
      cte
        .selectFrom('hourly_volatility')
        .where('session', 'in', ['regular', 'continuous'])
        .groupBy(['ticker', 'trading_date'])
        .select(['ticker', 'trading_date'])
        .select(hourCounts()),
    )
    .with('cells', (cte) =>
      cte
        .selectFrom('tickers as t')
        .innerJoin('sessions as s', (join) =>
          join.onRef('s.calendar', '=', 't.calendar').onRef('s.trading_date', '>=', 't.first_date'),
        )
        .leftJoin('seen as h', (join) =>
          join.onRef('h.ticker', '=', 't.ticker').onRef('h.trading_date', '=', 's.trading_date'),
        )
        .leftJoin('coverage as c', (join) =>
          join.onRef('c.ticker', '=', 't.ticker').onRef('c.trading_date', '=', 's.trading_date'),
        )
        .where(
          sql<boolean>`s.trading_date between (select max(trading_date) from known) - interval '${sql.raw(String(Math.trunc(days)))}' day and (select max(trading_date) from known)`,
        )
        .select(['t.ticker', 't.calendar', 's.trading_date'])
        .select((eb) => [
          asInt64(sql`coalesce(h.hours, 0)`).as('hours'),
          asInt64(sql`coalesce(h.complete_hours, 0)`).as('complete_hours'),
          asInt64(expectedHours(sql`${eb.ref('t.ticker')}`)).as('expected_hours'),
          eb.ref('c.reason').as('known_reason'),
          isThin(
            { minutes: sql`h.minutes`, trades: sql`h.trades`, expectedMinutes: sql`s.expected_bars` },
            sql`over (partition by ${eb.ref('t.ticker')})`,
          ).as('is_thin'),
        ]),
    )
    .with('explained', (cte) =>
      cte
        .selectFrom('cells')
        .selectAll()
        .select(
          sql<
            string | null
          >`coalesce(known_reason, case when complete_hours < expected_hours and coalesce(is_thin, false) then 'thin' end)`.as(
            'reason',
          ),
        ),
    )
    .selectFrom('explained')
    .select(['ticker', 'trading_date', 'calendar', 'hours', 'complete_hours', 'expected_hours', 'reason'])
    .select(coverageState.as('state'))
    .orderBy('ticker')
    .orderBy('trading_date');
}
