import { hourlyVolatilityAdjustedTable, type Tables } from '@tickerlake/record-schema';
import { type QueryCreator, type RawBuilder, sql } from 'kysely';
import { isBeforeSplit, laterSplits, withLaterSplits } from './later-splits.ts';

const { from, to } = laterSplits;
const prices = ['open', 'high', 'low', 'close', 'vwap', 'hourly_var'] as const;

/** What differs from `hourly_volatility`. First times, then through: 1208.88 x 1 / 10 is 120.888 to the last digit. */
const adjusted = new Map<string, RawBuilder<unknown>>([
  ...prices.map((name) => [name, sql`${sql.ref(`r.${name}`)} * ${from} / ${to}`] as const),
  ['volume', sql`r.volume * ${to} / ${from}`],
  ['price_factor', sql`${from} / ${to}`],
]);

/**
 * The view `hourly_volatility_adjusted`: the hours in shares of today. It reads published rows and `splits`, so that a split that
 * becomes known, or is taken back, shows at once and rewrites nothing.
 *
 * Shows: `with "later_splits" as (...) select r."ticker", ..., r."close" * coalesce(l.from_product, 1E0) / coalesce(l.to_product, 1E0)
 * as "close", ... from "hourly_volatility" as "r" left join "later_splits" as "l" on ...`
 *
 * @example
 * const query = hourlyVolatilityAdjusted(db);
 */
export function hourlyVolatilityAdjusted(db: QueryCreator<Tables>) {
  return withLaterSplits(db)
    .selectFrom('hourly_volatility as r')
    .leftJoin('later_splits as l', (join) => join.on(isBeforeSplit('r')))
    .select(() =>
      hourlyVolatilityAdjustedTable.columns.map(({ name }) =>
        (adjusted.get(name) ?? sql.ref(`r.${name}`)).as(name as 'ticker'),
      ),
    );
}
