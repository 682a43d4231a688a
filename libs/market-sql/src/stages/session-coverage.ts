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
 * What a session holds of a ticker: `absent` without any hour, `complete` when as many hours as expected hold every bar, otherwise
 * `partial`. Reads the columns `hours`, `complete_hours` and `expected_hours`.
 *
 * @example
 * db.selectFrom('cells').select(coverageState.as('state'));
 */
export const coverageState = sql<CoverageState>`case when hours = 0 then 'absent' when complete_hours >= expected_hours then 'complete' else 'partial' end`;

/** What a session holds of a ticker. */
export type CoverageState = 'complete' | 'partial' | 'absent';
