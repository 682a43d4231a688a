import { barsTable } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import type { StageTables } from './stage-tables.ts';

const columns = barsTable.columns.map((column) => column.name);

/**
 * The located bars, one per (ticker, length, start): the latest fetch wins.
 *
 * Shows: `select ... from (select ..., row_number() over (partition by ticker, bar_ms, bar_start order by fetched_at
 * desc, request_id desc) as "recency" from "located_bars") where "recency" = 1`
 *
 * @example
 * const query = latestBars(db);
 */
export function latestBars(db: Kysely<StageTables>) {
  const ranked = db
    .selectFrom('located_bars')
    .select(columns)
    .select(sql<bigint>`row_number() over (partition by ticker, bar_ms, bar_start order by fetched_at desc, request_id desc)`.as('recency'));
  return db.selectFrom(ranked.as('ranked')).where('recency', '=', sql.lit(1n)).select(columns);
}

/**
 * One row if any located bar was fetched more than once, else none. Usually none: then `latestBars` has nothing to do.
 *
 * Shows: `select 1 from "located_bars" group by "ticker", "bar_ms", "bar_start" having count(*) > 1 limit 1`
 *
 * @example
 * const repeated = await repeatedBars(db).execute();
 */
export function repeatedBars(db: Kysely<StageTables>) {
  return db
    .selectFrom('located_bars')
    .select(['ticker', 'bar_ms', 'bar_start'])
    .groupBy(['ticker', 'bar_ms', 'bar_start'])
    .having((eb) => eb(eb.fn.countAll(), '>', sql.lit(1n)))
    .limit(sql.lit(1));
}
