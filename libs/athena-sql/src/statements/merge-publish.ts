import { mergeRows } from './merge-rows.ts';
import { type Period, toPeriodCondition } from './period.ts';
import { type TableName, toQueryName } from './table-name.ts';
import { quoteIdentifier } from '../sql/identifier.ts';
import { toCast, type TypedColumn } from './typed-column.ts';

/** A build to publish for some periods. */
export interface Publish {
  /** The Iceberg table that readers see. */
  readonly target: TableName;
  /** The complete new rows of the periods. */
  readonly build: TableName;
  readonly columns: readonly TypedColumn[];
  /** Unique in the build, and never NULL: see `selectBuildFaults`. */
  readonly key: readonly string[];
  /** Where a row came from (`run_id`): written with the row, but no reason to rewrite it. */
  readonly provenance: readonly string[];
  /**
   * The periods that the build holds completely: a published row of them that the build lacks is deleted. The cost stays
   * that of these periods, regardless of the length of the history, as long as the table is partitioned by this column.
   */
  readonly period: Period;
}

/**
 * Publishes a build: one MERGE, one snapshot, atomic for readers; the same on Athena and Trino. Changed rows are updated,
 * new ones inserted, those that the build no longer has are deleted, all others stay unwritten: a second time makes no snapshot.
 *
 * Shows: `merge into "mkt"."prod" as t using (select cast(b."bar_start" as timestamp(6)) as "bar_start", ..., false as
 * "gone" from "mkt"."stage_7" as b where <bounds of b> union all select p."bar_start", ..., true as "gone" from "mkt"."prod" as p
 * where <bounds of p> and not exists (select 1 from "mkt"."stage_7" as x where <same key> and <bounds of x>)) as s on <same key> and
 * <bounds of t> when matched and s."gone" then delete when matched and (t."high" is distinct from s."high" or ...) then update
 * set ... when not matched and not s."gone" then insert (...) values (...)`
 *
 * A row's key must not move from one period to another between builds, or it is there twice. Two rows of one key that is
 * already published fail (`MERGE_TARGET_ROW_MULTIPLE_MATCHES`), two of a new key are both inserted. At most 100 partitions.
 *
 * @throws {SqlCompileError} for names that are not columns and periods that are empty or overlap.
 * @example
 * const sql = mergePublish({
 *   target: { database: 'mkt', name: 'hourly_volatility' },
 *   build: { database: 'mkt', name: 'stage_7' },
 *   columns: hourlyVolatilityTable.columns,
 *   key: hourlyVolatilityTable.key,
 *   provenance: ['run_id'],
 *   period: { column: 'trading_date', ranges: [{ from: '2026-05-01', to: '2026-06-01' }] },
 * });
 */
export function mergePublish({ target, build, columns, key, provenance, period }: Publish): string {
  return mergeRows({
    target,
    columns,
    key,
    compared: columns.map((column) => column.name).filter((name) => !key.includes(name) && !provenance.includes(name)),
    wanted: {
      relation: toQueryName(build),
      select: (column) => toCast(column, 'iceberg', `b.${quoteIdentifier(column.name)}`),
    },
    bounds: (alias) => toPeriodCondition(period, columns, `${alias}.`),
  });
}
