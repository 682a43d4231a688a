import { quoteIdentifier } from '../sql/identifier.ts';
import { mergeRows } from './merge-rows.ts';
import { type Period, toPeriodCondition } from './period.ts';
import { type TableName, toQueryName } from './table-name.ts';
import { toCast, type TypedColumn } from './typed-column.ts';

/** A return to an older state. */
export interface Rollback {
  readonly target: TableName;
  /** From `"t$snapshots"`: 19 digits, more than a number holds. */
  readonly snapshotId: bigint;
  readonly columns: readonly TypedColumn[];
  readonly key: readonly string[];
  /** Columns that were added after that snapshot: they become NULL again. */
  readonly addedSince?: readonly string[];
  /** Only these periods; absent: the whole table. */
  readonly period?: Period;
}

/**
 * Makes a readable Iceberg table equal to one of its older snapshots: one MERGE, one new snapshot, nothing of the history
 * is lost; the same on Athena and Trino. Every column counts as a difference, provenance too.
 *
 * Shows: `merge into "mkt"."prod" as t using (select b."close" as "close", ..., false as "gone" from "mkt"."prod" for
 * version as of 3191474196145190330 as b union all select p."close", ..., true as "gone" from "mkt"."prod" as p where not exists (select 1
 * from "mkt"."prod" for version as of 3191474196145190330 as x where <same key>)) as s on <same key> when matched and s."gone" then delete ...`
 *
 * @throws {SqlCompileError} for names that are not columns and periods that are empty or overlap.
 * @example
 * const sql = mergeRollback({ target: { database: 'mkt', name: 'bars' }, snapshotId: 3191474196145190330n, columns: barsTable.columns, key: barsTable.key });
 */
export function mergeRollback({ target, snapshotId, columns, key, addedSince = [], period }: Rollback): string {
  return mergeRows({
    target,
    columns,
    key,
    compared: columns.map((column) => column.name).filter((name) => !key.includes(name)),
    wanted: {
      relation: `${toQueryName(target)} for version as of ${snapshotId}`,
      select: (column) =>
        addedSince.includes(column.name)
          ? toCast(column, 'iceberg', 'NULL')
          : `b.${quoteIdentifier(column.name)} as ${quoteIdentifier(column.name)}`,
    },
    bounds: (alias) => (period === undefined ? null : toPeriodCondition(period, columns, `${alias}.`)),
  });
}
