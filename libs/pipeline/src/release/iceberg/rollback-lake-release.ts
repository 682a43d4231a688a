import { mergeRollback, toQueryName } from '@tickerlake/athena-sql';
import { sql } from 'kysely';
import { RequestError, StoreError } from '../../values/errors.ts';
import type { Release } from '../../ports/warehouse.ts';
import { rollbackTarget } from '../../storage/releases/release-list.ts';
import { commitGuarded } from './commit-guarded.ts';
import { ensureViews } from './ensure-views.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import {
  createLakeReleaseStore,
  type LakeRelease,
  type TableState,
} from '../../storage/releases/lake-release-store.ts';
import { type PublishedTable, publishedTables } from '../../ports/table-registry.ts';
import { type HeldLock, withPublishLock } from './publish-lock.ts';
import { readSnapshots } from './publish-lake-release.ts';
import { movePointer, probeTable } from './repair-table.ts';
import { readPointers } from '../../engines/lake/table-pointers.ts';

/**
 * Makes readers see an older release again, the parent of the current one unless another is named: by a MERGE from each
 * table's older snapshot, which keeps the history, or by its pointer when the current state cannot be read.
 *
 * @throws {RequestError} when there is nothing to go back to, the named release is not kept, or its snapshots are gone.
 * @throws {RunLockedError} when another publisher holds the lock.
 * @example
 * const release = await rollbackLakeRelease(lake);
 */
export async function rollbackLakeRelease(lake: LakeContext, toId?: number): Promise<Release> {
  const store = createLakeReleaseStore(lake.objects);
  const current = await store.current().catch((error: unknown) => {
    if (error instanceof StoreError && !error.transient) return 'unreadable' as const;
    throw error;
  });
  const target = rollbackTarget(await store.list(), current, toId, (reason) => new RequestError(reason));
  const name = `rollback to ${target.id}`;
  return withPublishLock(lake, name, async (lock) => {
    await store.setPending({
      runId: name,
      token: lock.token,
      since: lake.clock.now().toISOString(),
      before: await readPointers(lake),
    });
    for (const table of publishedTables) await rollbackTable(lake, lock, table, target);
    await ensureViews(lake, target);
    await lock.extend();
    await store.point(target.id);
    await store.setPending(null);
    return target;
  });
}

async function rollbackTable(
  lake: LakeContext,
  lock: HeldLock,
  table: PublishedTable,
  target: LakeRelease,
): Promise<void> {
  const state = target.tables[table.table.name];
  if (state === undefined) return;
  if ('fault' in (await probeTable(lake, table, null)))
    return movePointer(lake, table.table.name, state.metadataLocation);
  if (((await readSnapshots(lake)).get(table.table.name) ?? null) === state.snapshotId) return;
  await commitGuarded(lake, lock, {
    table,
    months: null,
    rows: null,
    sql: await toRollback(lake, table, state, target.id),
  });
}

async function toRollback(lake: LakeContext, table: PublishedTable, state: TableState, id: number): Promise<string> {
  const target = { database: lake.database, name: table.table.name };
  if (state.snapshotId === null) return `delete from ${toQueryName(target)}`;
  const query = sql.raw(
    `select 1 as one from "${target.database}"."${target.name}$snapshots" where snapshot_id = ${BigInt(state.snapshotId)}`,
  );
  if ((await query.execute(lake.sql.db)).rows.length === 0) {
    throw new RequestError(
      `Release ${id} is recorded, but its snapshot ${state.snapshotId} of ${target.name} was removed (VACUUM). Go to a younger release; readers see what they saw.`,
    );
  }
  const addedSince = table.table.columns.map((column) => column.name).filter((name) => !state.columns.includes(name));
  return mergeRollback({
    target,
    snapshotId: BigInt(state.snapshotId),
    columns: table.table.columns,
    key: table.table.key,
    addedSince,
  });
}
