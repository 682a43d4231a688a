import type { Tables } from '@tickerlake/record-schema';
import { minPastValues } from '@tickerlake/volatility';
import { type QueryCreator, sql } from 'kysely';
import type { MeasuredHours } from './measured-hours.ts';
import { timedHours } from './timed-hours.ts';

/**
 * How unusual each complete hour is against the ticker's own past at the same time of the session: (ln m - mean(ln m)) / sd(ln m), over the
 * sessions before it among the given hours, at least 20; NULL with fewer, or when the past never moved. Volatility is skewed, so logarithms
 * are compared; an hour without a positive measure has no row.
 *
 * Columns: `ticker`, `trading_date`, `bar_start`, `m`, `z_score`; in order of time, then ticker.
 *
 * Shows: `with "hours" as (...), "timed" as (...), "judged" as (select ..., avg(ln(m)) over (partition by ticker, minutes_since_open order by
 * trading_date rows between unbounded preceding and 1 preceding) as "mean" ...) select ..., (x - mean) / sd as "z_score" from "judged"`
 *
 * @example
 * const query = ownZScores(db, measuredHours(db, 'range_pct'));
 */
export function ownZScores(db: QueryCreator<Tables>, hours: MeasuredHours) {
  const past = sql`over (partition by ticker, minutes_since_open order by trading_date rows between unbounded preceding and 1 preceding)`;
  const ofPast = (aggregate: string) => sql<number | null>`${sql.raw(aggregate)} ${past}`;
  return (
    db
      .with('hours', () => hours)
      .with('timed', (cte) => timedHours(cte))
      .with('logs', (cte) =>
        cte
          .selectFrom('timed')
          .where('is_complete', '=', true)
          .where('m', '>', 0)
          .select(['ticker', 'trading_date', 'bar_start', 'm', 'minutes_since_open', sql<number>`ln(m)`.as('x')]),
      )
      .with('judged', (cte) =>
        cte
          .selectFrom('logs')
          .select(['ticker', 'trading_date', 'bar_start', 'm', 'x'])
          .select([
            ofPast('count(*)').as('n'),
            ofPast('avg(x)').as('mean'),
            ofPast('stddev_samp(x)').as('sd'),
            ofPast('min(x)').as('least'),
            ofPast('max(x)').as('most'),
          ]),
      )
      .selectFrom('judged')
      .select(['ticker', 'trading_date', 'bar_start', 'm'])
      // The deviation of equal values is not always 0 to the last bit.
      .select(
        sql<number | null>`case when n >= ${sql.lit(minPastValues)} and least < most then (x - mean) / sd end`.as(
          'z_score',
        ),
      )
      .orderBy('bar_start')
      .orderBy('ticker')
  );
}
