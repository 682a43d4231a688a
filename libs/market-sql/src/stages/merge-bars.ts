import { barsTable } from '@tickerlake/record-schema';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { StageTables } from './stage-tables.ts';

/** The values whose change makes a bar a corrected bar; who fetched it and when is not among them. */
const valueColumns = [
  'trading_date',
  'session',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'vwap',
  'trades',
  'adjusted',
] as const;

const columns = barsTable.columns.map((column) => column.name);

/**
 * The new bars that are not published yet, or are with other values. A bar that was fetched again unchanged keeps
 * its published row, and so where it first came from: the same run twice gives the same table.
 *
 * Shows: `select n.* from "new_bars" n left join "published_bars" p on <key> where p."ticker" is null or n."open" is
 * distinct from p."open" ...`
 *
 * @example
 * const query = changedBars(db);
 */
export function changedBars(db: Kysely<StageTables>) {
  return db
    .selectFrom('new_bars as n')
    .leftJoin('published_bars as p', (join) =>
      join
        .onRef('p.ticker', '=', 'n.ticker')
        .onRef('p.bar_ms', '=', 'n.bar_ms')
        .onRef('p.bar_start', '=', 'n.bar_start'),
    )
    .where((eb) =>
      eb.or([
        eb('p.ticker', 'is', null),
        ...valueColumns.map((name) => eb(`n.${name}`, 'is distinct from', eb.ref(`p.${name}`))),
      ]),
    )
    .select(columns.map((name) => `n.${name}` as const));
}

/**
 * The complete new content of a period: the changed bars, and the published ones that they do not replace and that were not taken back.
 *
 * Shows: `select ... from "changed_bars" union all select ... from "published_bars" p where not exists (select 1 from
 * "changed_bars" c where <key>) and not exists (select 1 from "taken_back_bars" c where <key>)`
 *
 * @example
 * const query = mergeBars(db);
 */
export function mergeBars(db: Kysely<StageTables>) {
  return db
    .selectFrom('changed_bars')
    .select(columns)
    .unionAll(
      db
        .selectFrom('published_bars as p')
        .where((eb) =>
          eb.and([
            eb.not(eb.exists(eb.selectFrom('changed_bars as c').select(sql.lit(1).as('one')).where(isSameBar()))),
            eb.not(eb.exists(eb.selectFrom('taken_back_bars as c').select(sql.lit(1).as('one')).where(isSameBar()))),
          ]),
        )
        .select(columns.map((name) => `p.${name}` as const)),
    );
}

function isSameBar(): Expression<SqlBool> {
  return sql<SqlBool>`c.ticker = p.ticker and c.bar_ms = p.bar_ms and c.bar_start = p.bar_start`;
}

/**
 * The published bars that this build corrects, with old and new values.
 *
 * Shows: `select n."ticker", n."bar_start", p."high" as "old_high", ... from "changed_bars" n inner join "published_bars" p on <key>`
 *
 * @example
 * const query = correctedBars(db);
 */
export function correctedBars(db: Kysely<StageTables>) {
  return db
    .selectFrom('changed_bars as n')
    .innerJoin('published_bars as p', (join) =>
      join
        .onRef('p.ticker', '=', 'n.ticker')
        .onRef('p.bar_ms', '=', 'n.bar_ms')
        .onRef('p.bar_start', '=', 'n.bar_start'),
    )
    .select([
      'n.ticker',
      'n.bar_start',
      'p.high as old_high',
      'n.high as new_high',
      'p.low as old_low',
      'n.low as new_low',
    ])
    .select(['p.close as old_close', 'n.close as new_close', 'p.volume as old_volume', 'n.volume as new_volume']);
}

/**
 * The same rows as `mergeBars`, from one join of the new bars with the published ones: for engines that compute a
 * relation again wherever it is named.
 *
 * Shows: `select case when "takes_new" then "n_open" else "p_open" end as "open", ... from (select n."open" as "n_open", p."open" as
 * "p_open", ..., p."ticker" is null or (n."ticker" is not null and (n."open" is distinct from p."open" or ...)) as "takes_new" from
 * "new_bars" n full join "published_bars" p on <key> left join "taken_back_bars" t on <key> where t."ticker" is null) as "pairs"`
 *
 * @example
 * const query = mergeBarsByJoin(db);
 */
export function mergeBarsByJoin(db: Kysely<StageTables>) {
  const isChanged = sql.join(
    valueColumns.map((name) => sql`${sql.ref(`n.${name}`)} is distinct from ${sql.ref(`p.${name}`)}`),
    sql` or `,
  );
  const pairs = db
    .selectFrom('new_bars as n')
    .fullJoin('published_bars as p', (join) =>
      join
        .onRef('p.ticker', '=', 'n.ticker')
        .onRef('p.bar_ms', '=', 'n.bar_ms')
        .onRef('p.bar_start', '=', 'n.bar_start'),
    )
    .leftJoin('taken_back_bars as t', (join) =>
      join
        .onRef('t.ticker', '=', 'p.ticker')
        .onRef('t.bar_ms', '=', 'p.bar_ms')
        .onRef('t.bar_start', '=', 'p.bar_start'),
    )
    .where('t.ticker', 'is', null)
    .select(sql<boolean>`p.ticker is null or (n.ticker is not null and (${isChanged}))`.as('takes_new'))
    .select(columns.flatMap((name) => [sql.ref(`n.${name}`).as(`n_${name}`), sql.ref(`p.${name}`).as(`p_${name}`)]));
  return db
    .selectFrom(pairs.as('pairs'))
    .select(
      columns.map((name) =>
        sql`case when takes_new then ${sql.ref(`n_${name}`)} else ${sql.ref(`p_${name}`)} end`.as(name),
      ),
    );
}
