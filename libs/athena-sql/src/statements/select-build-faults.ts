import { quoteIdentifier } from '../sql/identifier.ts';
import type { Publish } from './merge-publish.ts';
import { toPeriodCondition } from './period.ts';
import { toQueryName } from './table-name.ts';

/**
 * Counts what would make `mergePublish` wrong, in one row: `build_rows`, and of these `repeated_rows` (a key that is there
 * already), `keyless_rows` (a part of the key is NULL: it would be inserted again each time) and `outside_rows` (not of the
 * period: they would not be published). Publish only when the last three are 0.
 *
 * Shows: `select count(*) as "build_rows", count(case when "nth" > 1 then 1 end) as "repeated_rows", ... from (select
 * row_number() over (partition by b."ticker", b."bar_start") as "nth", ... from "mkt"."stage_7" as b) as "q"`
 *
 * @example
 * const sql = selectBuildFaults({ build: { database: 'mkt', name: 'stage_7' }, columns: barsTable.columns, key: barsTable.key, period });
 */
export function selectBuildFaults({
  build,
  columns,
  key,
  period,
}: Pick<Publish, 'build' | 'columns' | 'key' | 'period'>): string {
  const keys = key.map((name) => `b.${quoteIdentifier(name)}`);
  const counts = [
    'count(*) as "build_rows"',
    'count(case when "nth" > 1 then 1 end) as "repeated_rows"',
    'count(case when "is_keyless" then 1 end) as "keyless_rows"',
    'count(case when "is_inside" then null else 1 end) as "outside_rows"',
  ];
  const facts = [
    `row_number() over (partition by ${keys.join(', ')}) as "nth"`,
    `(${keys.map((name) => `${name} is null`).join(' or ')}) as "is_keyless"`,
    `${toPeriodCondition(period, columns, 'b.')} as "is_inside"`,
  ];
  return `select ${counts.join(', ')} from (select ${facts.join(', ')} from ${toQueryName(build)} as b) as "q"`;
}
