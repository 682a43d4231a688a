import type { LakeEngine } from './lake-engine.ts';
import { type TableName, toIcebergName } from './table-name.ts';

/**
 * Removes snapshots older than an age, and the files that only they need. How old: Athena reads the table's properties
 * (`keep` of `createIcebergTable`), Trino the statement (not below its own `min-retention`, 7 days unless set). Never before it is
 * known that the table is readable. Athena may answer `ICEBERG_VACUUM_MORE_RUNS_NEEDED`: run it again.
 *
 * Athena: `VACUUM mkt.bars` (names without quotes, but `` mkt.`_x` ``); Trino: `alter table "iceberg"."mkt"."bars" execute
 * expire_snapshots(retention_threshold => '432000s')`, then `... remove_orphan_files(...)`
 *
 * @param maxSnapshotAgeSeconds whole seconds; longer than the longest query, and than the releases that are kept.
 * @throws {SqlCompileError} unless the names are lower_snake.
 * @example
 * for (const sql of vacuumTable({ name: 'athena' }, { database: 'mkt', name: 'bars' }, 432_000)) await run(sql);
 */
export function vacuumTable(engine: LakeEngine, table: TableName, maxSnapshotAgeSeconds: number): string[] {
  const name = toIcebergName(engine, table);
  if (engine.name === 'athena') return [`VACUUM ${name.replace(/`([^`_][^`]*)`/g, '$1')}`];
  return ['expire_snapshots', 'remove_orphan_files'].map(
    (procedure) => `alter table ${name} execute ${procedure}(retention_threshold => '${maxSnapshotAgeSeconds}s')`,
  );
}
