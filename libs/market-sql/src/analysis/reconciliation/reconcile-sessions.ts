import { asInt64, countIf, median, quantile } from '@tickerlake/athena-sql';
import { type QueryCreator, sql } from 'kysely';
import { double, largestOfPrices, type ReconciledTables } from './compare-bars.ts';

/** Fewer bars say nothing about what differences have in common. */
const leastBars = 3;

/** A factor is one when nine of ten bars have it, but for the rounding of prices. */
const factorSpread = 1.002;

/** Smaller factors are no split: the smallest common one is a stock dividend of 1 %. */
const leastFactor = 1.005;

/**
 * Each ticker and trading date of `compared_bars`: counts, largest differences, and what the differences have in common.
 *
 * Columns: those of the table `reconciliation` but the ones that a whole comparison has in common.
 *
 * Shows: `with "counted" as (select "ticker", "trading_date", count(case when "is_here" then 1 end) as "bars", ..., quantile("close" /
 * "witness_close", 0.05) as "low_factor", ... from "compared_bars" group by ...) select ..., case when "time_shift_ms" is not null then ... end as
 * "cause" from "counted" as "c" left join "shifted_sessions" as "s" on ...`
 *
 * @example
 * const query = reconcileSessions(db);
 */
export function reconcileSessions(db: QueryCreator<ReconciledTables>) {
  const count = (condition: ReturnType<typeof sql<boolean>>) => asInt64(countIf(condition));
  const priceRatio = sql<number | null>`close / nullif(witness_close, 0E0)`;
  const volumeRatio = sql<number | null>`volume / nullif(witness_volume, 0E0)`;
  const isExtended = sql`session in ('night', 'pre', 'post')`;
  const hasFactor = sql`c.low_factor is not null and c.compared >= ${sql.lit(leastBars)}
    and c.high_factor <= c.low_factor * ${double(factorSpread)}
    and (c.price_factor >= ${double(leastFactor)} or c.price_factor * ${double(leastFactor)} <= 1E0)`;
  return db
    .with('counted', (cte) =>
      cte
        .selectFrom('compared_bars')
        .groupBy(['ticker', 'trading_date'])
        .select(['ticker', 'trading_date'])
        .select([
          count(sql<boolean>`is_here`).as('bars'),
          count(sql<boolean>`is_there`).as('witness_bars'),
          count(sql<boolean>`not is_here`).as('missing_here'),
          count(sql<boolean>`not is_there`).as('missing_there'),
          count(sql<boolean>`is_here and is_there`).as('compared'),
          count(sql<boolean>`is_here and is_there and is_different`).as('different_bars'),
          count(sql<boolean>`is_here and is_there and not is_different`).as('same_bars'),
          count(sql<boolean>`is_here and not is_there and ${isExtended}`).as('extended_here'),
          count(sql<boolean>`is_there and not is_here and ${isExtended}`).as('extended_there'),
          count(sql<boolean>`is_here and is_there and ${isExtended}`).as('extended_both'),
          asInt64(sql`count(*)`).as('all_bars'),
          sql<number | null>`max(${largestOfPrices()})`.as('max_price_difference'),
          sql<number | null>`max(${largestOfPrices('witness')})`.as('max_price_relative'),
          sql<number | null>`max(abs(volume - witness_volume) / nullif(witness_volume, 0E0))`.as('max_volume_relative'),
          quantile(priceRatio, 0.05).as('low_factor'),
          quantile(priceRatio, 0.95).as('high_factor'),
          median(priceRatio).as('price_factor'),
          median(volumeRatio).as('volume_factor'),
        ]),
    )
    .with('caused', (cte) =>
      cte
        .selectFrom('counted as c')
        .leftJoin('shifted_sessions as s', (join) =>
          join.onRef('s.ticker', '=', 'c.ticker').onRef('s.trading_date', '=', 'c.trading_date'),
        )
        .selectAll('c')
        .select('s.time_shift_ms')
        .select(
          sql<string | null>`case
            when abs(s.time_shift_ms) >= 3600000 then 'time-zone'
            when s.time_shift_ms is not null then 'bar-stamp'
            when ${hasFactor} and abs(c.volume_factor * c.price_factor - 1E0) < 5E-2 then 'split-adjustment'
            when ${hasFactor} then 'price-factor'
            when c.different_bars > 0 or c.extended_both > 0 then null
            when c.missing_here = 0 and c.missing_there > 0 and c.missing_there = c.extended_here then 'regular-hours-only'
            when c.missing_there = 0 and c.missing_here > 0 and c.missing_here = c.extended_there then 'regular-hours-only'
          end`.as('cause'),
        ),
    )
    .selectFrom('caused')
    .select(['ticker', 'trading_date', 'bars', 'witness_bars', 'missing_here', 'missing_there', 'different_bars'])
    .select([
      sql<number>`cast(same_bars as double) / all_bars`.as('agreement'),
      'max_price_difference',
      'max_price_relative',
      'max_volume_relative',
      'cause',
      'time_shift_ms',
      sql<number | null>`case when cause in ('split-adjustment', 'price-factor') then price_factor end`.as(
        'price_factor',
      ),
    ]);
}
