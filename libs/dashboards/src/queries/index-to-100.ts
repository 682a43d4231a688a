import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { indexHours } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { chosenHours } from './chosen-hours.ts';
import { barTime, hoursInRange } from './hours-in-range.ts';
import { whileNewYorkIsOpen } from './while-new-york-is-open.ts';
import { sessionsNear } from './sessions-near.ts';

/**
 * The session that the user entered, or the first one that starts in the range. New York sessions, also for crypto: all
 * lines have the same base.
 */
const baseDate = sql<
  string | null
>`(select min(trading_date) from sessions where calendar = 'XNYS' and "open" between $__timeFrom() and $__timeTo() and \${base:sqlstring} in ('', cast(trading_date as varchar)))`;

/**
 * Each ticker's measure, with 100 as the median of its hours in the base session; tickers without an index are omitted, and so
 * are hours of crypto while New York is closed.
 *
 * Columns: `time`, `ticker`, `index_100`.
 *
 * @example
 * compileAthenaSql(indexTo100('ticker'));
 */
export function indexTo100(...variables: readonly string[]) {
  const hours = whileNewYorkIsOpen(chosenHours(hoursInRange(...variables))).selectAll('h');
  const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear());
  return athenaQueryBuilder<Tables>()
    .selectFrom(indexHours(db, hours, baseDate).clearOrderBy().as('indexed'))
    .where('reason', 'is', null)
    .select([barTime.as('time'), 'ticker', 'index_100'])
    .orderBy('time')
    .orderBy('ticker');
}
