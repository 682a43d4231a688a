import { type RawBuilder, sql } from 'kysely';
import { asInt64 } from '@tickerlake/athena-sql';

/**
 * The rule of coverage, in the parts that the table `coverage` and what is shown of all that is published share: what is counted of a
 * ticker's regular hours in a session. To be selected from hours that are grouped by ticker and trading date.
 *
 * @example
 * db.selectFrom('staged_hours').groupBy(['ticker', 'trading_date']).select(['ticker', 'trading_date']).select(hourCounts);
 */
export const hourCounts = () =>
  [
    asInt64(sql`count(*)`).as('hours'),
    asInt64(sql`sum(case when is_complete then 1 else 0 end)`).as('complete_hours'),
    sql<string>`min(grid)`.as('least_grid'),
    asInt64(sql`sum(minutes)`).as('minutes'),
    asInt64(sql`sum(trades)`).as('trades'),
  ] as const;

/**
 * The hours that a session `s` begins: its expected minutes / 60, rounded up. Divided by a double, for integers would lose the last one.
 *
 * @example
 * sql`h.hours >= cast(${begunHours} as bigint)`;
 */
export const begunHours = sql<number>`ceil(s.expected_bars / 60E0)`;

/**
 * The hours that a session expects of a ticker: those it begins, so 7 of 390 minutes and 4 of 210, on both
 * grids; 1 of a ticker that has only day bars. Reads `h` (the counted hours, left joined), `s` (the session) and `ticker`.
 *
 * @param ticker the column of the ticker, by which a session without any hour knows the grid of the others.
 * @example
 * expectedHours(sql.ref('a.ticker')).as('expected_hours');
 */
export function expectedHours(ticker: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`case when coalesce(h.least_grid, min(h.least_grid) over (partition by ${ticker})) = 'day' then 1 else cast(${begunHours} as integer) end`;
}

/**
 * Whether a ticker trades so thinly that missing minutes are legal: it has bars in fewer than one of four minutes of the
 * sessions that have any, and few trades in each. Many trades in few minutes are lost bars. Aggregates or windows over
 * sessions.
 *
 * @param over `over (partition by ...)`, or nothing in a grouped query.
 * @example
 * isThin({ minutes: sql`h.minutes`, trades: sql`h.trades`, expectedMinutes: sql`s.expected_bars` }, sql`over (partition by a.ticker)`);
 */
export function isThin(
  session: {
    readonly minutes: RawBuilder<unknown>;
    readonly trades: RawBuilder<unknown>;
    readonly expectedMinutes: RawBuilder<unknown>;
  },
  over: RawBuilder<unknown> = sql``,
): RawBuilder<boolean> {
  const { minutes, trades, expectedMinutes } = session;
  return sql<boolean>`(sum(${minutes}) ${over} * 4 < sum(case when ${minutes} > 0 then ${expectedMinutes} end) ${over}
    and coalesce(sum(${trades}) ${over}, 0) < sum(${minutes}) ${over} * ${sql.lit(busyTradesAMinute)})`;
}

/**
 * In a ticker that trades in fewer than one of four minutes, a minute with trades has one or two, and a busy one some. Where this many
 * are usual, a minute without any is a lost one.
 *
 * @example
 * busyTradesAMinute; // 50
 */
export const busyTradesAMinute = 50;

/**
 * What a session holds of a ticker: `explained` when fewer bars than the calendar has are right, `absent` without any hour, `complete` when as many hours as expected hold every bar, otherwise
 * `partial`. Reads the columns `reason`, `hours`, `complete_hours` and `expected_hours`.
 *
 * @example
 * db.selectFrom('cells').select(coverageState.as('state'));
 */
export const coverageState = sql<CoverageState>`case when reason is not null then 'explained' when hours = 0 then 'absent' when complete_hours >= expected_hours then 'complete' else 'partial' end`;

/** What a session holds of a ticker. */
export type CoverageState = 'complete' | 'partial' | 'absent' | 'explained';
