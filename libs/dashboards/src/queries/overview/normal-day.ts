import { sql } from 'kysely';
import { usualInRange } from './usual-in-range.ts';

/**
 * The newest session of tickers against a normal day: percentiles of the same hour in up to 60 earlier sessions.
 *
 * Columns: `hours_since_open`, `p10`, `p25`, `median`, `p75`, `p90`, `today` (NULL for an hour that has not come yet), `ticker`; in order of
 * the ticker, most unusual first, then of the hour.
 *
 * @param isTop the most unusual ticker alone.
 * @example
 * compileAthenaSql(normalDay(true));
 */
export function normalDay(isTop: boolean) {
  const all = usualInRange(1);
  return (isTop ? all.where('rank', '=', 1n) : all)
    .select(sql<number>`minutes_since_open / 60E0`.as('hours_since_open'))
    .select(['p10', 'p25', 'usual as median', 'p75', 'p90', 'm as today', 'ticker'])
    .orderBy('rank')
    .orderBy('hours_since_open');
}
