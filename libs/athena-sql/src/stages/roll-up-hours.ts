import { hourlyMeasures, hourlyVolatilityTable, slotMs } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import { asInt64, intDiv, maxBy, minBy, msOfTimestamp, timestampOfMs } from '../portable/functions.ts';
import { calendarOf } from './calendar-of.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;

/**
 * PROD's rows of a period from its bars. Bars of at most half an hour are rolled up to session-aligned hours (09:30,
 * 10:30, ... the last of a session may have 30 minutes); longer ones stay on the vendor's clock grid, and say so. Where
 * a ticker has bars of several lengths on a date, only the finest are used.
 *
 * Sums go through DECIMAL(38): a sum of doubles depends on the order of the rows, and so would differ from run to run
 * and engine to engine. An hour of one bar keeps that bar's own values to the last bit.
 *
 * Shows: `with "finest" as (...), "placed" as (...), "hours" as (select ..., max(high) ... group by ...) select ...,
 * "high" - "low" as "hourly_var" from "hours"`
 *
 * @example
 * const query = rollUpHours(db);
 */
export function rollUpHours(db: Kysely<StageTables>) {
  const hours = db
    .with('finest', (cte) =>
      cte.selectFrom('staged_bars').select(['ticker', 'trading_date']).select((eb) => eb.fn.min('bar_ms').as('bar_ms')).groupBy(['ticker', 'trading_date']),
    )
    .with('placed', (cte) =>
      cte
        .selectFrom('staged_bars as b')
        .innerJoin('finest as f', (join) =>
          join.onRef('f.ticker', '=', 'b.ticker').onRef('f.trading_date', '=', 'b.trading_date').onRef('f.bar_ms', '=', 'b.bar_ms'),
        )
        .innerJoin('hour_slots as s', (join) =>
          join
            .on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('b.ticker'))))
            .on((eb) => eb('s.slot', '=', intDiv(msOfTimestamp(eb.ref('b.bar_start')), eb.lit(slotMs)))),
        )
        .selectAll('b')
        .select((eb) => [
          sql<bigint>`case when b.bar_ms <= ${sql.lit(slotMs)} then s.hour_start_ms else ${msOfTimestamp(eb.ref('b.bar_start'))} end`.as('hour_start_ms'),
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
          minBy(eb.ref('open'), eb.ref('bar_start')).as('open'),
          eb.fn.max('high').as('high'),
          eb.fn.min('low').as('low'),
          maxBy(eb.ref('close'), eb.ref('bar_start')).as('close'),
          exactSum('volume', 9).as('volume'),
          sql<number | null>`case when count(vwap) < count(*) then null when count(*) = 1 then max(vwap)
            else cast(sum(cast(vwap * volume as decimal(38, 6))) as double) / nullif(cast(sum(cast(volume as decimal(38, 9))) as double), 0E0) end`.as('vwap'),
          asInt64<bigint | null>(eb.fn.sum('trades')).as('trades'),
          asInt64(eb.fn.countAll()).as('bar_count'),
          sql<boolean>`count(*) >= ${intDiv(eb.ref('hour_ms'), eb.ref('bar_ms'))}`.as('is_complete'),
          sql<boolean>`max(case when adjusted then 1 else 0 end) = 1`.as('adjusted'),
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

function exactSum(column: string, scale: number) {
  const value = sql.ref(column);
  return sql<number | null>`case when count(*) = 1 then max(${value}) else cast(sum(cast(${value} as decimal(38, ${sql.lit(scale)}))) as double) end`;
}
