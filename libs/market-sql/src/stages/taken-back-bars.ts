import { barsTable } from '@tickerlake/record-schema';
import { type Kysely, sql } from 'kysely';
import type { StageTables } from './stage-tables.ts';

const columns = barsTable.columns.map((column) => column.name);

/**
 * The published bars that the source has taken back: bars of their session and length came again, and they did not. A session of
 * which nothing came stays, because an empty answer does not say that nobody traded; so does a bar that came and was refused.
 *
 * Shows: `select p.* from "published_bars" p inner join (select distinct "ticker", "trading_date", "bar_ms" from "located_bars") f on ... left join
 * (select distinct "ticker", "bar_ms", "bar_start" from "located_bars") l on <key> where l."ticker" is null`
 *
 * @example
 * const query = takenBackBars(db);
 */
export function takenBackBars(db: Kysely<StageTables>) {
  const fetched = db.selectFrom('located_bars').distinct().select(['ticker', 'trading_date', 'bar_ms']);
  const came = db.selectFrom('located_bars').distinct().select(['ticker', 'bar_ms', 'bar_start']);
  return db
    .selectFrom('published_bars as p')
    .innerJoin(fetched.as('f'), (join) =>
      join
        .onRef('f.ticker', '=', 'p.ticker')
        .onRef('f.trading_date', '=', 'p.trading_date')
        .onRef('f.bar_ms', '=', 'p.bar_ms'),
    )
    .leftJoin(came.as('l'), (join) =>
      join
        .onRef('l.ticker', '=', 'p.ticker')
        .onRef('l.bar_ms', '=', 'p.bar_ms')
        .onRef('l.bar_start', '=', 'p.bar_start'),
    )
    .where('l.ticker', 'is', null)
    .select(columns.map((name) => `p.${name}` as const));
}

/**
 * No bars, in the form of `takenBackBars`: for a source that need not hold whole sessions.
 *
 * @example
 * const query = noTakenBackBars(db);
 */
export const noTakenBackBars = (db: Kysely<StageTables>) =>
  db
    .selectFrom('published_bars as p')
    .where(sql<boolean>`1 = 0`)
    .select(columns.map((name) => `p.${name}` as const));
