import type { Tables } from '@tickerlake/record-schema';
import { type Expression, type QueryCreator, sql } from 'kysely';
import { annualised } from './annualised.ts';

/** Columns of `hourly_volatility` that are variances, and what their annualised volatility is called. */
const variances = [
  ['pk', 'parkinson'],
  ['gk', 'garman_klass'],
  ['rs', 'rogers_satchell'],
  ['realized_var', 'realized'],
] as const;

/** An hour with its variances. */
export type VarianceHour = Pick<
  Tables['hourly_volatility'],
  'ticker' | 'bar_start' | 'minutes' | 'is_complete' | 'pk' | 'gk' | 'rs' | 'realized_var'
>;

/**
 * The annualised volatility of each ticker over hours, on New York's session time for all: the complete hours that start while New York is
 * open. Each is annualised by its own minutes a year (98,280 of regular hours; 525,600 for what trades around the clock; 374,400 of currencies), for hours differ
 * in length: sqrt(minutes a year x sum of variances / sum of minutes). An hour without a variance counts for none of its minutes; the nights
 * are not in it.
 *
 * Columns: `ticker`, `hours`, `parkinson`, `garman_klass`, `rogers_satchell`, `realized`; the most volatile by Garman-Klass first.
 *
 * Shows: `with "hours" as (...) select h."ticker", count(*) as "hours", sqrt(<minutes a year> * sum(h."pk") / sum(case when h."pk" is not
 * null then h."minutes" end)) as "parkinson", ... from "hours" h inner join "sessions" s on <open to close> group by h."ticker"`
 *
 * @example
 * const query = annualiseHours(db, db.selectFrom('hourly_volatility').select(['ticker', 'bar_start', 'minutes', 'is_complete', 'pk', 'gk', 'rs', 'realized_var']));
 */
export function annualiseHours(db: QueryCreator<Tables>, hours: Expression<VarianceHour>) {
  return db
    .with('hours', () => hours)
    .selectFrom('hours as h')
    .innerJoin('sessions as s', (join) =>
      join.onRef('h.bar_start', '>=', 's.open').onRef('h.bar_start', '<', 's.close'),
    )
    .where('s.calendar', '=', 'XNYS')
    .where('h.is_complete', '=', true)
    .where('h.minutes', '>', 0n)
    .groupBy('h.ticker')
    .select((eb) => [
      'h.ticker',
      sql<bigint>`count(*)`.as('hours'),
      ...variances.map(([column, name]) => {
        const variance = sql.ref(`h.${column}`);
        return annualised(
          sql`sum(${variance})`,
          sql`sum(case when ${variance} is not null then h.minutes end)`,
          eb.ref('h.ticker'),
        ).as(name);
      }),
    ])
    .orderBy(sql`garman_klass desc nulls last`)
    .orderBy('h.ticker');
}
