import type { Tables } from '@tickerlake/record-schema';
import { type QueryCreator, sql } from 'kysely';

/**
 * Wilder's average true range over sessions, in dollars of today's shares (`atr`: a split is not a step in it) and in percent of the
 * close (`natr`, comparable across tickers). The first is the mean of n true ranges, each next one (before x (n - 1) + true range) / n, written as one sum of
 * weights so that no engine needs recursion. A session without a true range ends a series; the next one starts over.
 *
 * Columns: `ticker`, `trading_date`, `atr`, `natr`.
 *
 * Shows: `with "series" as (...), "placed" as (...) select p."ticker", p."trading_date", sum(power(<(n - 1) / n>, p."place" -
 * greatest(b."place", n)) * b."true_range") / n as "atr" from "placed" p inner join "placed" b on b."place" <= p."place" ...`
 *
 * @param n Wilder's period, usually 14.
 * @throws {RangeError} when n is not a whole number from 1 on.
 * @example
 * const query = averageTrueRange(db, 14);
 */
export function averageTrueRange(db: QueryCreator<Tables>, n: number) {
  if (!Number.isSafeInteger(n) || n < 1)
    throw new RangeError(`An average true range has a whole number of sessions from 1, not ${n}.`);
  const size = sql.lit(n);
  const weight = sql`power((${size} - 1) / ${sql.raw(`${n}E0`)}, p.place - greatest(b.place, ${size}))`;
  const atr = sql<number>`sum(${weight} * b.true_range) / ${sql.raw(`${n}E0`)}`;
  return db
    .with('series', (cte) =>
      cte
        .selectFrom('session_returns')
        .select(['ticker', 'trading_date'])
        .select([
          sql<number>`close * price_factor`.as('close'),
          sql<number | null>`true_range * price_factor`.as('true_range'),
        ])
        .select(
          sql<number>`sum(case when true_range is null then 1 else 0 end) over (partition by ticker order by trading_date)`.as(
            'series',
          ),
        ),
    )
    .with('placed', (cte) =>
      cte
        .selectFrom('series')
        .where('true_range', 'is not', null)
        .select(['ticker', 'trading_date', 'close', 'true_range', 'series'])
        .select(sql<number>`row_number() over (partition by ticker, series order by trading_date)`.as('place')),
    )
    .selectFrom('placed as p')
    .innerJoin('placed as b', (join) =>
      join.onRef('b.ticker', '=', 'p.ticker').onRef('b.series', '=', 'p.series').onRef('b.place', '<=', 'p.place'),
    )
    .where('p.place', '>=', n)
    .groupBy(['p.ticker', 'p.trading_date', 'p.close'])
    .select([
      'p.ticker',
      'p.trading_date',
      atr.as('atr'),
      sql<number | null>`case when p.close > 0E0 then 100E0 * (${atr}) / p.close end`.as('natr'),
    ])
    .orderBy('p.ticker')
    .orderBy('p.trading_date');
}

/**
 * Sessions that an average true range has to read before its first value: where a series starts is never quite forgotten, but after these the
 * start weighs less than one in a million, ((n - 1) / n)^k < 1E-6. With 14 these are 202.
 *
 * @param n Wilder's period.
 * @example
 * daysOfSessions(sessionsOfMemory(14)); // 317
 */
export function sessionsOfMemory(n: number): number {
  return n + 1 + Math.ceil(Math.log(1e-6) / Math.log((n - 1) / n));
}
