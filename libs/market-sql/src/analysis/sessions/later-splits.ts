import type { Tables } from '@tickerlake/record-schema';
import { type QueryCreator, type RawBuilder, sql } from 'kysely';

/**
 * A query that knows `later_splits`: the splits with the day of the one before. Between the two are the days that the products of a
 * row of `splits` hold for; they are kept there, for no engine multiplies exactly over rows.
 *
 * Shows: `with "later_splits" as (select ..., lag(execution_date) over (partition by ticker order by execution_date) as
 * "previous_date" from "splits")`
 *
 * @example
 * const rows = withLaterSplits(db).selectFrom('hourly_volatility as r').leftJoin('later_splits as l', (join) => join.on(isBeforeSplit('r')));
 */
export const withLaterSplits = (db: QueryCreator<Tables>) =>
  db.with('later_splits', (cte) =>
    cte
      .selectFrom('splits')
      .select([
        'ticker',
        'execution_date',
        'from_product',
        'to_product',
        sql<string | null>`lag(execution_date) over (partition by ticker order by execution_date)`.as('previous_date'),
      ]),
  );

/**
 * Whether a row of a ticker and day is before the split `l` and after the previous one. Rows that the vendor adjusted know of no split.
 *
 * @param row what the query calls the rows.
 * @example
 * join.on(isBeforeSplit('r'));
 */
export const isBeforeSplit = (row: string): RawBuilder<boolean> => {
  const [ticker, date, adjusted] = ['ticker', 'trading_date', 'adjusted'].map((column) => sql.ref(`${row}.${column}`));
  return sql<boolean>`l.ticker = ${ticker} and ${date} < l.execution_date and (l.previous_date is null or ${date} >= l.previous_date) and not ${adjusted}`;
};

/**
 * Products of the later splits: `price * from / to` is in shares of today. 1 where there are none.
 *
 * @example
 * const close = sql`r.close * ${laterSplits.from} / ${laterSplits.to}`;
 */
export const laterSplits = {
  from: sql<number>`coalesce(l.from_product, 1E0)`,
  to: sql<number>`coalesce(l.to_product, 1E0)`,
};
