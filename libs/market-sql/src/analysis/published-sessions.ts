import { asDate, asInt64, intDiv, msOfTimestamp } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { type ExpressionBuilder, type QueryCreator, sql } from 'kysely';
import { calendarOf } from '../stages/calendar-of.ts';
import { busyTradesAMinute } from '../stages/session-coverage.ts';

/** The published bars that are read: of one length, between two trading dates, both included. */
export interface PublishedRange {
  readonly from: string;
  readonly to: string;
  readonly barMs: number;
}

const minuteMs = 60_000;

const isInRange =
  ({ from, to, barMs }: PublishedRange) =>
  (eb: ExpressionBuilder<Tables & { b: Tables['bars'] }, 'b'>) =>
    eb.and([
      eb.between('b.trading_date', asDate(eb.val(from)), asDate(eb.val(to))),
      eb('b.bar_ms', '=', sql<bigint>`${sql.lit(barMs)}`),
    ]);

/**
 * What is published of each ticker and session: the number of bars, and when the last of them was fetched.
 *
 * Columns: `ticker`, `trading_date`, `bar_count`, `fetched_at`; in any order.
 *
 * Shows: `select "ticker", "trading_date", count(*) as "bar_count", max("fetched_at") as "fetched_at" from "bars" where "trading_date" between ...
 * group by "ticker", "trading_date"`
 *
 * @example
 * const rows = await publishedSessions(db, { from: '2026-05-01', to: '2026-05-29', barMs: 60_000 }).execute();
 */
export const publishedSessions = (db: QueryCreator<Tables>, range: PublishedRange) =>
  db
    .selectFrom('bars as b')
    .where(isInRange(range))
    .groupBy(['b.ticker', 'b.trading_date'])
    .select((eb) => [
      'b.ticker',
      'b.trading_date',
      asInt64(sql`count(*)`).as('bar_count'),
      eb.fn.max('b.fetched_at').as('fetched_at'),
    ]);

/**
 * The sessions in which minutes are missing although their neighbours are busy: at the rate of the quieter of the two minutes around
 * them, 50 trades or more would be in them. Sessions with bars in fewer than one of four regular minutes are traded too thinly to
 * say so. At the open and at the close, the one neighbour decides.
 *
 * Columns: `ticker`, `trading_date`, `missing_minutes`; in any order.
 *
 * Shows: `with "lacking" as (select ... having count(*) < s."expected_bars" ...), "minutes" as (select ..., lead("bar_start") over (...) as
 * "next_start" from "bars" ...) select "ticker", "trading_date", sum(<missing>) as "missing_minutes" from "minutes" where <missing> * least(<trades>) >= 50 ...`
 *
 * @param range of minute bars.
 * @example
 * const rows = await suspiciousSessions(db, { from: '2026-05-01', to: '2026-05-29', barMs: 60_000 }).execute();
 */
export function suspiciousSessions(db: QueryCreator<Tables>, range: PublishedRange) {
  const regular = ['regular', 'continuous'];
  const inSession = sql`over (partition by b.ticker, b.trading_date order by b.bar_start)`;
  const missing = (fromMs: ReturnType<typeof msOfTimestamp>, toMs: ReturnType<typeof msOfTimestamp>) =>
    intDiv(sql<bigint>`(${toMs} - ${fromMs})`, sql.lit(minuteMs));
  const start = msOfTimestamp(sql<Date>`bar_start`);
  const before = sql<bigint>`(case when is_first then ${missing(msOfTimestamp(sql<Date>`session_open`), start)} else 0 end)`;
  const after = sql<bigint>`(${missing(start, msOfTimestamp(sql<Date>`next_start`))} - 1)`;
  const isBusy = (minutes: typeof before, trades: ReturnType<typeof sql>) =>
    sql<boolean>`${minutes} * ${trades} >= ${sql.lit(busyTradesAMinute)}`;
  const quieter = sql`least(trades, next_trades)`;
  return db
    .with('lacking', (cte) =>
      cte
        .selectFrom('bars as b')
        .innerJoin('sessions as s', (join) =>
          join
            .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('b.ticker'))))
            .onRef('s.trading_date', '=', 'b.trading_date'),
        )
        .where(isInRange(range))
        .where('b.session', 'in', regular)
        .groupBy(['b.ticker', 'b.trading_date', 's.expected_bars', 's.open', 's.close'])
        .having(sql<boolean>`count(*) < s.expected_bars and count(*) * 4 >= s.expected_bars`)
        .select(['b.ticker', 'b.trading_date', 's.open as session_open', 's.close as session_close']),
    )
    .with('minutes', (cte) =>
      cte
        .selectFrom('bars as b')
        .innerJoin('lacking as l', (join) =>
          join.onRef('l.ticker', '=', 'b.ticker').onRef('l.trading_date', '=', 'b.trading_date'),
        )
        .where(isInRange(range))
        .where('b.session', 'in', regular)
        .select(['b.ticker', 'b.trading_date', 'b.bar_start', 'l.session_open'])
        .select([
          sql<bigint>`coalesce(b.trades, 0)`.as('trades'),
          sql<bigint>`coalesce(lead(b.trades) ${inSession}, b.trades, 0)`.as('next_trades'),
          sql<Date>`coalesce(lead(b.bar_start) ${inSession}, l.session_close)`.as('next_start'),
          sql<boolean>`lag(b.bar_start) ${inSession} is null`.as('is_first'),
        ]),
    )
    .selectFrom('minutes')
    .where((eb) => eb.or([isBusy(before, sql`trades`), isBusy(after, quieter)]))
    .groupBy(['ticker', 'trading_date'])
    .select(['ticker', 'trading_date'])
    .select(
      asInt64(
        sql`sum(case when ${isBusy(before, sql`trades`)} then ${before} else 0 end + case when ${isBusy(after, quieter)} then ${after} else 0 end)`,
      ).as('missing_minutes'),
    );
}
