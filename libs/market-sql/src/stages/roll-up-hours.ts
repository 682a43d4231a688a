import { hourlyMeasures, hourlyVolatilityTable, slotMs } from '@tickerlake/record-schema';
import { type Expression, type Kysely, sql } from 'kysely';
import { asInt64, intDiv, maxBy, minBy, msOfTimestamp, timestampOfMs } from '@tickerlake/athena-sql';
import { calendarOf } from './calendar-of.ts';
import { exactSums, exactTotal } from './exact-sum.ts';
import {
  bipowerVariation,
  gridCloses,
  gridReturns,
  isOnGrid,
  lacksGridClose,
  lateGridCloses,
  realizedVariance,
} from './grid-returns.ts';
import type { StageTables } from './stage-tables.ts';

const dayMs = 86_400_000;
const lateColumns = ([1, 2, 3, 4, 5, 6] as const).map((k) => `l.late_${k}` as 'l.late_1');

/**
 * PROD's rows of a period from its bars. Bars of at most half an hour are rolled up to session-aligned hours (09:30,
 * 10:30, ... the last of a session may have 30 minutes); longer ones stay on the vendor's clock grid, and say so. Where
 * a ticker has bars of several lengths on a date, only the finest are used.
 *
 * Bars are summed up by half hour first, so that the joins with the calendar and the windows of the realized variance
 * meet few rows. The price on a grid point is nearly always that of a bar that ends there, found in the same pass; only the
 * bars of half hours that lack one are read again (`late`).
 *
 * Volumes and traded values are summed exactly (`exactSums`): a plain sum of doubles depends on the order of the rows, and so
 * would differ from run to run and engine to engine. An hour of one bar keeps that bar's own values to the last bit.
 *
 * Shows: `with "half_hours" as (select ..., max(high) ... from "staged_bars" group by ...), "finest" as (...), "late" as (...), "followed" as
 * (...), "returned" as (...), "edged" as (...), "realized" as (...), "placed" as (...), "hours" as (...) select ..., "high" - "low" as "hourly_var" from "hours"`
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
          ...exactSums('volume', eb.ref('volume')),
          eb.fn.max('vwap').as('any_vwap'),
          asInt64(eb.fn.count('vwap')).as('vwap_count'),
          ...exactSums('traded_value', sql<number | null>`(vwap * volume)`),
          asInt64<bigint | null>(eb.fn.sum('trades')).as('trades'),
          asInt64(eb.fn.countAll()).as('bar_count'),
          sql<number>`max(case when adjusted then 1 else 0 end)`.as('adjusted_bars'),
          maxBy(eb.ref('run_id'), eb.ref('fetched_at')).as('run_id'),
          eb.fn.max('fetched_at').as('fetched_at'),
          ...gridCloses(eb.ref('close'), eb.ref('bar_start'), eb.ref('bar_ms')),
        ]),
    )
    .with('finest', (cte) =>
      cte
        .selectFrom('half_hours')
        .select(['ticker', 'trading_date'])
        .select((eb) => eb.fn.min('bar_ms').as('bar_ms'))
        .groupBy(['ticker', 'trading_date']),
    )
    .with('late', (cte) =>
      cte
        .selectFrom('staged_bars as b')
        .innerJoin(
          cte
            .selectFrom('half_hours')
            .where('session', 'in', ['regular', 'continuous'])
            .where((eb) => isOnGrid(eb.ref('bar_ms')))
            .where(lacksGridClose())
            .select(['ticker', 'session', 'bar_ms', 'slot'])
            .as('h'),
          (join) =>
            join
              .on((eb) => eb('h.slot', '=', slotOf(eb.ref('b.bar_start'))))
              .onRef('h.ticker', '=', 'b.ticker')
              .onRef('h.session', '=', 'b.session')
              .onRef('h.bar_ms', '=', 'b.bar_ms'),
        )
        .groupBy(['b.ticker', 'b.session', 'b.bar_ms', 'h.slot'])
        .select(['b.ticker', 'b.session', 'b.bar_ms', 'h.slot'])
        .select((eb) => lateGridCloses(eb.ref('b.close'), eb.ref('b.bar_start'))),
    )
    .with('followed', (cte) =>
      cte
        .selectFrom('half_hours as b')
        .innerJoin('finest as f', (join) =>
          join
            .onRef('f.ticker', '=', 'b.ticker')
            .onRef('f.trading_date', '=', 'b.trading_date')
            .onRef('f.bar_ms', '=', 'b.bar_ms'),
        )
        .leftJoin('late as l', (join) =>
          join
            .onRef('l.ticker', '=', 'b.ticker')
            .onRef('l.session', '=', 'b.session')
            .onRef('l.bar_ms', '=', 'b.bar_ms')
            .onRef('l.slot', '=', 'b.slot'),
        )
        .selectAll('b')
        .select(lateColumns)
        .select([
          sql<number | null>`lag(b.close) over ${ofSession('b')}`.as('before'),
          sql<boolean>`lag(b.slot) over ${ofSession('b')} = b.slot - 1`.as('is_next'),
        ]),
    )
    .with('returned', (cte) => cte.selectFrom('followed').selectAll().select(gridReturns()))
    .with('edged', (cte) =>
      // After a half hour without bars the previous return is 0: the price did not change.
      cte
        .selectFrom('returned as r')
        .selectAll()
        .select(
          sql<number | null>`case when r.is_next then lag(r.return_6) over ${ofSession('r')} else 0E0 end`.as(
            'return_0',
          ),
        ),
    )
    .with('realized', (cte) =>
      cte
        .selectFrom('edged')
        .selectAll()
        .select([realizedVariance().as('realized_var'), bipowerVariation().as('bipower_var')]),
    )
    .with('placed', (cte) =>
      cte
        .selectFrom('realized as b')
        .innerJoin('hour_slots as s', (join) =>
          join.on((eb) => eb('s.calendar', '=', calendarOf(eb.ref('b.ticker')))).onRef('s.slot', '=', 'b.slot'),
        )
        .selectAll('b')
        .select((eb) => [
          sql<bigint>`case when b.bar_ms <= ${sql.lit(slotMs)} then s.hour_start_ms else ${msOfTimestamp(eb.ref('b.first_start'))} end`.as(
            'hour_start_ms',
          ),
          sql<bigint>`case when b.bar_ms <= ${sql.lit(slotMs)} then s.hour_end_ms - s.hour_start_ms else b.bar_ms end`.as(
            'hour_ms',
          ),
          sql<string>`case when b.bar_ms <= ${sql.lit(slotMs)} then 'session' when b.bar_ms < ${sql.lit(dayMs)} then 'clock' else 'day' end`.as(
            'grid',
          ),
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
          sql<number | null>`case when sum(bar_count) = 1 then max(any_volume) else ${exactTotal('volume')} end`.as(
            'volume',
          ),
          sql<
            number | null
          >`case when sum(vwap_count) < sum(bar_count) then null when sum(bar_count) = 1 then max(any_vwap)
            else ${exactTotal('traded_value')} / nullif(${exactTotal('volume')}, 0E0) end`.as('vwap'),
          asInt64<bigint | null>(eb.fn.sum('trades')).as('trades'),
          sumOfAll('realized_var', eb.ref('bar_ms')).as('realized_var'),
          sumOfAll('bipower_var', eb.ref('bar_ms')).as('bipower_var'),
          intDiv(sql<bigint>`${asInt64(eb.fn.sum('bar_count'))} * ${eb.ref('bar_ms')}`, sql.lit(60_000)).as('minutes'),
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
        measure
          .expression({ open: eb.ref('open'), high: eb.ref('high'), low: eb.ref('low'), close: eb.ref('close') })
          .as(measure.name),
      ]),
    );
    return hourlyVolatilityTable.columns.map(
      (column) => measures.get(column.name) ?? eb.ref(column.name as 'ticker').as(column.name),
    );
  });
}

/** A ticker's half hours of one part of a trading day, in order: returns stay within it, the night is not in them. */
function ofSession(table: string) {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql`(partition by ${column('ticker')}, ${column('trading_date')}, ${column('session')}, ${column('bar_ms')} order by ${column('slot')})`;
}

/** An hour has at most two half hours, whose sum is the same in either order; it has none where one of them has none. */
function sumOfAll(column: string, barMs: Expression<bigint>) {
  return sql<
    number | null
  >`case when ${isOnGrid(barMs)} and session in ('regular', 'continuous') and count(${sql.ref(column)}) = count(*) then sum(${sql.ref(column)}) end`;
}

function slotOf(barStart: Expression<Date>) {
  return intDiv(msOfTimestamp(barStart), sql.lit(slotMs));
}
