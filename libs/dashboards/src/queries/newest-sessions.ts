import { athenaQueryBuilder } from '@tickerlake/athena-sql';
import type { Tables } from '@tickerlake/record-schema';
import { sql } from 'kysely';
import { rolledInRange, trueRangesInRange } from './sessions-in-range.ts';

/**
 * Each selected ticker's newest session in the range, with the estimators and the true range; most volatile first.
 *
 * Columns: `ticker`, `session`, `yang_zhang`, `close_to_close`, `realized`, `atr`, `natr`.
 *
 * @example
 * compileAthenaSql(newestSessions());
 */
export function newestSessions() {
  const recency = sql<number>`row_number() over (partition by r.ticker order by r.trading_date desc)`.as('recency');
  return athenaQueryBuilder<Tables>()
    .with('rolled', () =>
      rolledInRange().select(['r.ticker', 'r.trading_date', 'r.yang_zhang', 'r.close_to_close', 'r.realized', recency]),
    )
    .with('ranges', () => trueRangesInRange().select(['r.ticker', 'r.trading_date', 'r.atr', 'r.natr']))
    .selectFrom('rolled as v')
    .leftJoin('ranges as a', (join) =>
      join.onRef('a.ticker', '=', 'v.ticker').onRef('a.trading_date', '=', 'v.trading_date'),
    )
    .where('v.recency', '=', 1)
    .select([
      'v.ticker',
      sql<string>`cast(v.trading_date as varchar)`.as('session'),
      'v.yang_zhang',
      'v.close_to_close',
      'v.realized',
      'a.atr',
      'a.natr',
    ])
    .orderBy(sql`v.yang_zhang desc nulls last`)
    .orderBy('v.ticker');
}
