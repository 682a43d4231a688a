import { hourlyMeasures, hourlyVolatilityTable, slotMs } from '@tickerlake/record-schema';
import { type Expression, type Kysely, sql } from 'kysely';
import { asInt64, intDiv, maxBy, minBy, msOfTimestamp, timestampOfMs } from '../portable/functions.ts';
import { calendarOf } from './calendar-of.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;

/**
 * PROD's rows of a period from its bars. Bars of at most half an hour are rolled up to session-aligned hours (09:30,
 * 10:30, ... the last of a session may have 30 minutes); longer ones stay on the vendor's clock grid, and say so. Where
 * a ticker has bars of several lengths on a date, only the finest are used.
 *
 * Bars are summed up by half hour first, so that the joins with the calendar meet few rows.
 *
 * Sums go through DECIMAL(38): a sum of doubles depends on the order of the rows, and so would differ from run to run
 * and engine to engine. An hour of one bar keeps that bar's own values to the last bit.
 *
 * Shows: `with "half_hours" as (select ..., max(high) ... from "staged_bars" group by ...), "finest" as (...), "placed" as
 * (...), "hours" as (...) select ..., "high" - "low" as "hourly_var" from "hours"`
 *
 * @example
 * const query = rollUpHours(db);
 */
export function rollUpHours(db: Kysely<StageTables>) {
  const hours = db
    .with('half_hours', (cte) =>
      cte
        .selectFrom('staged_bars')
        .groupBy((eb) => ['ticker', 'trading_date', 'session', 'bar_ms', slotOf(eb.ref('bar_start'))])
        .select(['ticker', 'trading_date', 'session', 'bar_ms'])
        .select((eb) => [
          slotOf(eb.ref('bar_start')).as('slot'),
          eb.fn.min('bar_start').as('first_start'),
          eb.fn.max('bar_start').as('last_start'),
          minBy(eb.ref('open'), eb.ref('bar_start')).as('open'),
          eb.fn.max('high').as('high'),
          eb.fn.min('low').as('low'),
          maxBy(eb.ref('close'), eb.ref('bar_start')).as('close'),
          eb.fn.max('volume').as('any_volume'),
          sql<string | null>`sum(cast(volume as decimal(38, 9)))`.as('volume'),
          eb.fn.max('vwap').as('any_vwap'),
          asInt64(eb.fn.count('vwap')).as('vwap_count'),
          sql<string | null>`sum(cast(vwap * volume as decimal(38, 6)))`.as('traded_value'),
          asInt64<bigint | null>(eb.fn.sum('trades')).as('trades'),
          asInt64(eb.fn.countAll()).as('bar_count'),
          sql<number>`max(case when adjusted then 1 else 0 end)`.as('adjusted_bars'),
          maxBy(eb.ref('run_id'), eb.ref('fetched_at')).as('run_id'),
          eb.fn.max('fetched_at').as('fetched_at'),
        ]),
    )
    .with('finest', (cte) =>
      cte.selectFrom('half_hours').select(['ticker', 'trading_date']).select((eb) => eb.fn.min('bar_ms').as('bar_ms')).groupBy(['ticker', 'trading_date']),
    )
    .with('placed', (cte) =>
      cte
        .selectFrom('half_hours as b')
        .innerJoin('finest as f', (join) =>
          join.onRef('f.ticker', '=', 'b.ticker').onRef('f.trading_date', '=', 'b.trading_date').onRef('f.bar_ms', '=', 'b.bar_ms'),
        )
        .innerJoin('hour_slots as s', (join) => join.on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('b.ticker')))).onRef('s.slot', '=', 'b.slot'))
        .selectAll('b')
        .select((eb) => [
          sql<bigint>`case when b.bar_ms <= ${sql.lit(slotMs)} then s.hour_start_ms else ${msOfTimestamp(eb.ref('b.first_start'))} end`.as('hour_start_ms'),
          sql<bigint>`case when b.bar_ms <= ${sql.lit(slotMs)} then s.hour_end_ms - s.hour_start_ms else b.bar_ms end`.as('hour_ms'),
          sql<string>`case when b.bar_ms <= ${sql.lit(slotMs)} then 'session' when b.bar_ms < ${sql.lit(dayMs)} then 'clock' else 'day' end`.as('grid'),
        ]),
    )
    .with('hours', (cte) =>
      cte
        .selectFrom('placed')
        .groupBy(['ticker', 'trading_date', 'session', 'hour_start_ms', 'hour_ms', 'bar_ms', 'grid'])
        .select(['ticker', 'trading_date', 'session', 'grid'])
        .select((eb) => [
          timestampOfMs(eb.ref('hour_start_ms')).as('bar_start'),
          minBy(eb.ref('open'), eb.ref('first_start')).as('open'),
          eb.fn.max('high').as('high'),
          eb.fn.min('low').as('low'),
          maxBy(eb.ref('close'), eb.ref('last_start')).as('close'),
          sql<number | null>`case when sum(bar_count) = 1 then max(any_volume) else cast(sum(volume) as double) end`.as('volume'),
          sql<number | null>`case when sum(vwap_count) < sum(bar_count) then null when sum(bar_count) = 1 then max(any_vwap)
            else cast(sum(traded_value) as double) / nullif(cast(sum(volume) as double), 0E0) end`.as('vwap'),
          asInt64<bigint | null>(eb.fn.sum('trades')).as('trades'),
          asInt64(eb.fn.sum('bar_count')).as('bar_count'),
          sql<boolean>`sum(bar_count) >= ${intDiv(eb.ref('hour_ms'), eb.ref('bar_ms'))}`.as('is_complete'),
          sql<boolean>`max(adjusted_bars) = 1`.as('adjusted'),
          maxBy(eb.ref('run_id'), eb.ref('fetched_at')).as('run_id'),
        ]),
    );
  return hours.selectFrom('hours').select((eb) => {
    const measures = new Map(
      hourlyMeasures.map((measure) => [
        measure.name as string,
        measure.expression({ open: eb.ref('open'), high: eb.ref('high'), low: eb.ref('low'), close: eb.ref('close') }).as(measure.name),
      ]),
    );
    return hourlyVolatilityTable.columns.map((column) => measures.get(column.name) ?? eb.ref(column.name as 'ticker').as(column.name));
  });
}

function slotOf(barStart: Expression<Date>) {
  return intDiv(msOfTimestamp(barStart), sql.lit(slotMs));
}
