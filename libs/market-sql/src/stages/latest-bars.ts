import { barsTable } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import type { StageTables } from './stage-tables.ts';

const columns = barsTable.columns.map((column) => column.name);
const values = ['open', 'high', 'low', 'close', 'volume', 'vwap', 'adjusted'] as const;
const bar = sql.raw('partition by ticker, bar_ms, bar_start');

/**
 * The located bars, one per (ticker, length, start). The rule is that of the landing: the later fetch wins, among those of one moment the
 * one with the larger trade count; when that does not decide between different values, the bar is refused.
 *
 * Shows: `select ... from (select ..., count(*) over <bar> as "versions", min(<values>) over <bar> as "least", max(<values>) over <bar>
 * as "most", row_number() over (...) as "turn" from (select ..., rank() over (<bar> order by fetched_at desc, coalesce(trades, -1) desc) as
 * "standing" from "located_bars") where "standing" = 1) where "turn" = 1 and "least" = "most"`
 *
 * @example
 * const query = latestBars(db);
 */
export function latestBars(db: Kysely<StageTables>) {
  const ranked = db
    .selectFrom('located_bars')
    .select(columns)
    .select([
      sql<bigint>`rank() over (${bar} order by fetched_at desc, coalesce(trades, -1) desc)`.as('standing'),
      sql<bigint>`count(*) over (${bar})`.as('versions'),
    ]);
  const first = db
    .selectFrom(ranked.as('ranked'))
    .where('standing', '=', sql.lit(1n))
    .select(columns)
    // Of the usual bar, which came once, no text is made.
    .select(sql<string>`case when versions > 1 then ${valuesText()} else '' end`.as('text_of_values'));
  const settled = db
    .selectFrom(first.as('first'))
    .select(columns)
    .select([
      sql<bigint>`row_number() over (${bar} order by request_id desc, run_id desc)`.as('turn'),
      sql<boolean>`min(text_of_values) over (${bar}) = max(text_of_values) over (${bar})`.as('is_settled'),
    ]);
  return db
    .selectFrom(settled.as('settled'))
    .where('turn', '=', sql.lit(1n))
    .where('is_settled', '=', true)
    .select(columns);
}

/** Equal for equal values on one engine; it is compared, never stored. */
function valuesText() {
  return sql.join(
    values.map((name) => sql`coalesce(cast(${sql.ref(name)} as varchar), '')`),
    sql` || '|' || `,
  );
}

/**
 * How many different bars were located. As many as there are located rows in the usual case that each was fetched once: then
 * `latestBars` has nothing to do.
 *
 * Shows: `select count(*) as "bars" from (select distinct "ticker", "bar_ms", "bar_start" from "located_bars") as "different"`
 *
 * @example
 * const [counted] = await differentBars(db).execute();
 */
export function differentBars(db: Kysely<StageTables>) {
  const different = db.selectFrom('located_bars').distinct().select(['ticker', 'bar_ms', 'bar_start']);
  return db.selectFrom(different.as('different')).select((eb) => eb.fn.countAll<bigint>().as('bars'));
}
