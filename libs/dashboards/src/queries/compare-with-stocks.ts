import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import { compareWithGroup } from '@tickerlake/market-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { chosenHours } from './chosen-hours.ts';
import { hoursInRange } from './hours-in-range.ts';
import { sessionsNear } from './sessions-near.ts';

/**
 * Benchmarks and crypto compared with the selected stocks, by session.
 *
 * Columns: `ticker`, `sessions`, `mean`, `stocks`, `spread`, `correlation`.
 *
 * @example
 * compileAthenaSql(compareWithStocks());
 */
export function compareWithStocks() {
  const db = athenaQueryBuilder<Tables>().with('sessions', () => sessionsNear());
  const hours = chosenHours(hoursInRange('benchmark', 'ticker')).select(
    sql<boolean>`ticker in (\${ticker:sqlstring})`.as('is_member'),
  );
  return athenaQueryBuilder<Tables>()
    .selectFrom(compareWithGroup(db, hours).clearOrderBy().as('comparison'))
    .select(['ticker', 'sessions', 'mean', 'members as stocks', 'spread', 'correlation'])
    .orderBy('mean', 'desc')
    .orderBy('ticker');
}
