import type { Tables } from '@tickerlake/record-schema';
import { minCommonHours } from '@tickerlake/volatility';
import { type QueryCreator, sql } from 'kysely';
import { logCorrelation } from './log-correlation.ts';
import type { MeasuredHours } from '../hours/measured-hours.ts';

/**
 * How similarly tickers move: for each pair the correlation of their measure's logarithms over the hours that both have, NULL below
 * ten of them. Each pair appears once, in alphabetical order; a pair without a common hour is left out.
 *
 * Columns: `ticker`, `other`, `hours`, `correlation`; the most similar first, unknown last.
 *
 * Shows: `with "hours" as (...) select a."ticker", b."ticker" as "other", count(...) as "hours", <correlation> from "hours" a inner join
 * "hours" b on b."bar_start" = a."bar_start" and b."ticker" > a."ticker" group by ...`
 *
 * @example
 * const query = correlateTickers(db, measuredHours(db, 'range_pct').where('session', '=', 'regular'));
 */
export function correlateTickers(db: QueryCreator<Tables>, hours: MeasuredHours) {
  return db
    .with('hours', () => hours)
    .selectFrom('hours as a')
    .innerJoin('hours as b', (join) => join.onRef('b.bar_start', '=', 'a.bar_start').onRef('b.ticker', '>', 'a.ticker'))
    .groupBy(['a.ticker', 'b.ticker'])
    .select(['a.ticker', 'b.ticker as other'])
    .select([
      sql<bigint>`count(case when a.m > 0E0 and b.m > 0E0 then 1 end)`.as('hours'),
      logCorrelation('a.m', 'b.m', minCommonHours).as('correlation'),
    ])
    .orderBy(sql`correlation desc nulls last`)
    .orderBy('a.ticker')
    .orderBy('b.ticker');
}
