import type { Tables } from '@tickerlake/record-schema';
import { yangZhangWeight } from '@tickerlake/volatility';
import { type QueryCreator, sql } from 'kysely';

/**
 * Annualised volatility over the last n sessions of each ticker, by its own sessions a year (252; 365 for crypto): Yang-Zhang
 * and close-to-close with the nights, GK-Yang-Zhang with the open jumps, Parkinson, Garman-Klass, Rogers-Satchell and realized
 * volatility of regular hours alone. NULL until the window holds n sessions that follow each other in the calendar, each with
 * its term. Every window is computed from scratch, because sums that subtract what leaves drift below zero.
 *
 * Columns: `ticker`, `trading_date`, `yang_zhang`, `close_to_close`, `gk_yang_zhang`, `parkinson`, `garman_klass`,
 * `rogers_satchell`, `realized`.
 *
 * Shows: `select s."ticker", s."trading_date", case when count(w."overnight_return") = 10 ... then sqrt(...) end as
 * "yang_zhang", ... from "session_returns" s inner join "session_returns" w on <the last 10 sessions> group by ...`
 *
 * @param n sessions in a window.
 * @throws {RangeError} when n is not a whole number from 2 on.
 * @example
 * const query = rollingSessions(db, 20);
 */
export function rollingSessions(db: QueryCreator<Tables>, n: number) {
  if (!Number.isSafeInteger(n) || n < 2)
    throw new RangeError(`A window has a whole number of sessions from 2, not ${n}.`);
  const size = sql.lit(n);
  const k = sql.raw(yangZhangWeight(n).toExponential().replace('e', 'E').replace('E+', 'E'));
  const annual = (terms: readonly string[], variance: ReturnType<typeof sql>) =>
    sql<number | null>`case when ${sql.join(
      terms.map((term) => sql`count(${sql.ref(`w.${term}`)}) = ${size}`),
      sql` and `,
    )} then sqrt(s.sessions_a_year * greatest(${variance}, 0E0)) end`;
  const mean = (term: string) => annual([term], sql`avg(${sql.ref(`w.${term}`)})`);
  return db
    .selectFrom('session_returns as s')
    .innerJoin('session_returns as w', (join) =>
      join
        .onRef('w.ticker', '=', 's.ticker')
        .on(sql<boolean>`w.session_number between s.session_number - ${sql.lit(n - 1)} and s.session_number`),
    )
    .groupBy(['s.ticker', 's.trading_date', 's.sessions_a_year'])
    .select(['s.ticker', 's.trading_date'])
    .select([
      annual(
        ['overnight_return', 'day_return', 'rs'],
        sql`var_samp(w.overnight_return) + ${k} * var_samp(w.day_return) + (1E0 - ${k}) * avg(w.rs)`,
      ).as('yang_zhang'),
      annual(['close_return'], sql`var_samp(w.close_return)`).as('close_to_close'),
      mean('gk_yz').as('gk_yang_zhang'),
      mean('pk').as('parkinson'),
      mean('gk').as('garman_klass'),
      mean('rs').as('rogers_satchell'),
      mean('realized_var').as('realized'),
    ])
    .orderBy('s.ticker')
    .orderBy('s.trading_date');
}
