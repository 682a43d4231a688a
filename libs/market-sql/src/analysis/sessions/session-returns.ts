import type { Tables } from '@tickerlake/record-schema';
import { type QueryCreator, type RawBuilder, sql } from 'kysely';
import { asInt64, timeBetween } from '@tickerlake/athena-sql';
import { calendarOf } from '../../stages/calendar-of.ts';
import { isBeforeSplit, laterSplits, withLaterSplits } from './later-splits.ts';

/** The longest that an exchange was closed in living memory were six days: a longer gap is one of the published calendar. */
const longestClosureDays = 7;

/**
 * The view `session_returns`: each session with the close before it, and what follows from both. An incomplete session has no
 * estimates, so no window holds it. The close before a split is brought into the new shares: after 1 to 4, 100 is 25.
 *
 * Shows: `with "numbered" as (select ..., row_number() over (partition by "calendar" order by "trading_date") from "sessions"),
 * "days" as (select ..., lag("close") over (partition by "ticker" order by "trading_date") from "daily_volatility" ...) select
 * ..., ln("open" / "previous_close") as "overnight_return" from "days"`
 *
 * @example
 * const query = sessionReturns(db);
 */
export function sessionReturns(db: QueryCreator<Tables>) {
  const lag = (value: RawBuilder<unknown>) => sql`lag(${value}) over (partition by d.ticker order by d.trading_date)`;
  const before = (column: string) => lag(sql.ref(column));
  const { from, to } = laterSplits;
  // Exactly 1 without a split between the sessions; exactly 4 after a 4-for-1 split.
  const newShares = sql`(${lag(to)} * ${from} / (${lag(from)} * ${to}))`;
  return withLaterSplits(db)
    .with('dated', (cte) =>
      cte
        .selectFrom('sessions')
        .select([
          'calendar',
          'trading_date',
          sql<string | null>`lag(trading_date) over (partition by calendar order by trading_date)`.as('previous_date'),
        ]),
    )
    .with('numbered', (cte) =>
      cte
        .selectFrom('dated')
        .select(['calendar', 'trading_date'])
        .select(() => {
          const isGap = sql`${timeBetween('day', sql<Date>`previous_date`, sql<Date>`trading_date`)} > ${sql.lit(longestClosureDays)}`;
          return [
            sql<string | null>`case when ${isGap} then null else previous_date end`.as('previous_date'),
            asInt64(
              sql`row_number() over (partition by calendar order by trading_date) + sum(case when ${isGap} then 1 else 0 end) over (partition by calendar order by trading_date)`,
            ).as('session_number'),
          ];
        }),
    )
    .with('days', (cte) =>
      cte
        .selectFrom('daily_volatility as d')
        .innerJoin('numbered as n', (join) =>
          join
            .on((eb) => eb('n.calendar', '=', calendarOf(eb.ref('d.ticker'))))
            .onRef('n.trading_date', '=', 'd.trading_date'),
        )
        .leftJoin('later_splits as l', (join) => join.on(isBeforeSplit('d')))
        .select([
          'd.ticker',
          'd.trading_date',
          'n.session_number',
          'd.open',
          'd.high',
          'd.low',
          'd.close',
          'd.is_complete',
          'n.calendar',
        ])
        .select(
          (['day_return', 'pk', 'gk', 'rs', 'realized_var'] as const).map((name) =>
            sql<number | null>`case when d.is_complete then ${sql.ref(`d.${name}`)} end`.as(name),
          ),
        )
        .select([
          sql<
            number | null
          >`case when d.is_complete and ${before('d.is_complete')} and ${before('d.trading_date')} = n.previous_date and ${before('d.grid')} = d.grid and ${before('d.adjusted')} = d.adjusted
            then ${before('d.close')} / ${newShares} end`.as('previous_close'),
          sql<number>`${from} / ${to}`.as('price_factor'),
        ]),
    )
    .selectFrom('days')
    .select(['ticker', 'trading_date', 'session_number'])
    .select([
      asInt64(sql`case calendar when '24/7' then 365 when '24/5' then 313 else 252 end`).as('sessions_a_year'),
      'close',
      'previous_close',
      'price_factor',
      ofPrices('open', 'ln(open / previous_close)').as('overnight_return'),
      ofPrices('close', 'ln(close / previous_close)').as('close_return'),
      sql<
        number | null
      >`case when previous_close is not null then greatest(high, previous_close) - least(low, previous_close) end`.as(
        'true_range',
      ),
      ofPrices('open', 'gk + ln(open / previous_close) * ln(open / previous_close)').as('gk_yz'),
      'day_return',
      'pk',
      'gk',
      'rs',
      'realized_var',
    ]);
}

/** Logarithms need positive prices. */
function ofPrices(price: 'open' | 'close', formula: string) {
  return sql<number | null>`case when ${sql.raw(price)} > 0E0 and previous_close > 0E0 then ${sql.raw(formula)} end`;
}
