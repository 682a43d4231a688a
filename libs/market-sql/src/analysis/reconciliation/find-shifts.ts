import { asInt64, msOfTimestamp } from '@tickerlake/athena-sql';
import { type QueryCreator, sql } from 'kysely';
import { double, type ReconciledTables } from './compare-bars.ts';

/** Bars of a disagreeing session that are looked for at other times: the busiest ones, whose prices other minutes rarely have. */
const sampledBars = 60;

/** No two zones of exchanges are further apart. */
const maxHours = 14;
const hourMs = 3_600_000;

/** Prices that are equal but for rounding to cents. */
const sameShare = 1e-4;

/**
 * The relation `shifted_sessions`: sessions of which fewer than half of the bars agree, and more than half of the busiest ones have the prices
 * of the witness's bars one bar or whole hours away, or both.
 *
 * Columns: `ticker`, `trading_date`, `time_shift_ms`: how much later the witness's bars start.
 *
 * Shows: `with "disagreeing" as (... having 2 * count(<agreeing>) < count(<here>)), "busiest" as (...), "found" as (select ..., "shift" from
 * "busiest" as "b" cross join (values ...) as "s" inner join "witness_bars" as "w" on <starts> and <prices> ...) select ... where "turn" = 1`
 *
 * @example
 * const query = findShifts(db);
 */
export function findShifts(db: QueryCreator<ReconciledTables>) {
  const same = (['open', 'high', 'low', 'close'] as const).map((field) => {
    const [own, witness] = [sql.ref(`b.${field}`), sql.ref(`w.${field}`)];
    return sql`abs(${own} - ${witness}) <= abs(${witness}) * ${double(sameShare)}`;
  });
  const start = msOfTimestamp(sql.ref<Date>('w.bar_start'));
  return db
    .with('disagreeing', (cte) =>
      cte
        .selectFrom('compared_bars')
        .groupBy(['ticker', 'trading_date'])
        .having(
          sql<boolean>`2 * count(case when is_here and is_there and not is_different then 1 end) < count(case when is_here then 1 end)`,
        )
        .select(['ticker', 'trading_date']),
    )
    .with('numbered', (cte) =>
      cte
        .selectFrom('own_bars as o')
        .innerJoin('disagreeing as d', (join) =>
          join.onRef('d.ticker', '=', 'o.ticker').onRef('d.trading_date', '=', 'o.trading_date'),
        )
        .select(['o.ticker', 'o.trading_date', 'o.bar_ms', 'o.open', 'o.high', 'o.low', 'o.close'])
        .select([
          msOfTimestamp(sql.ref<Date>('o.bar_start')).as('start_ms'),
          sql<bigint>`row_number() over (partition by o.ticker, o.trading_date order by coalesce(o.volume, 0E0) desc, o.bar_start)`.as(
            'place',
          ),
        ]),
    )
    .with('busiest', (cte) =>
      cte
        .selectFrom('numbered')
        .where(sql<boolean>`place <= ${sql.lit(sampledBars)}`)
        .selectAll()
        .select(sql<bigint>`count(*) over (partition by ticker, trading_date)`.as('sampled')),
    )
    .with('found', (cte) =>
      cte
        .selectFrom('busiest as b')
        .innerJoin(shifts().as('s'), (join) => join.on(sql<boolean>`true`))
        .innerJoin('witness_bars as w', (join) =>
          join
            .onRef('w.ticker', '=', 'b.ticker')
            .onRef('w.bar_ms', '=', 'b.bar_ms')
            .on(sql<boolean>`${start} = b.start_ms + s.hours * ${sql.lit(hourMs)} + s.bars * b.bar_ms`),
        )
        .where(sql<boolean>`${sql.join(same, sql` and `)}`)
        .groupBy(['b.ticker', 'b.trading_date', 's.hours', 's.bars'])
        .having(sql<boolean>`2 * count(*) > min(b.sampled) and count(*) > 2`)
        .select(['b.ticker', 'b.trading_date'])
        .select([
          asInt64(sql`s.hours * ${sql.lit(hourMs)} + s.bars * min(b.bar_ms)`).as('time_shift_ms'),
          sql<bigint>`row_number() over (partition by b.ticker, b.trading_date order by count(*) desc, abs(s.hours), abs(s.bars))`.as(
            'turn',
          ),
        ]),
    )
    .selectFrom('found')
    .where('turn', '=', sql.lit(1n))
    .where('time_shift_ms', '<>', sql.lit(0n))
    .select(['ticker', 'trading_date', 'time_shift_ms']);
}

/** Whole hours, each also a bar earlier and a bar later. The unshifted place is among them: it wins where prices hardly move. */
function shifts() {
  const hours = Array.from({ length: 2 * maxHours + 1 }, (_, at) => at - maxHours);
  const pairs = hours.flatMap((hour) => [-1, 0, 1].map((bars) => sql`(${sql.lit(hour)}, ${sql.lit(bars)})`));
  return sql<{ hours: number; bars: number }>`(select * from (values ${sql.join(pairs)}) as v(hours, bars))`;
}
