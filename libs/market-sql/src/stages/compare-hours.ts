import type { Kysely } from 'kysely';
import type { StageTables } from './stage-tables.ts';

/**
 * The published hours whose volatility this build changes, with old and new values: what a reader wants to know about a correction.
 *
 * Shows: `select s."ticker", s."bar_start", p."hourly_var" as "old", s."hourly_var" as "new" from "staged_hours" s inner
 * join "published_hours" p on ... where s."hourly_var" <> p."hourly_var"`
 *
 * @example
 * const query = compareHours(db);
 */
export function compareHours(db: Kysely<StageTables>) {
  return db
    .selectFrom('staged_hours as s')
    .innerJoin('published_hours as p', (join) =>
      join.onRef('p.ticker', '=', 's.ticker').onRef('p.bar_start', '=', 's.bar_start'),
    )
    .whereRef('s.hourly_var', '<>', 'p.hourly_var')
    .orderBy('s.bar_start')
    .orderBy('s.ticker')
    .select(['s.ticker', 's.bar_start', 'p.hourly_var as old_hourly_var', 's.hourly_var as new_hourly_var']);
}
