import { backoff, SqlExecutionError } from '@tickerlake/athena-sql';
import { StoreError } from '../../values/errors.ts';
import type { Month } from '../../values/month.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import type { PublishedTable } from '../../ports/table-registry.ts';
import type { HeldLock } from './publish-lock.ts';
import { repairTable } from './repair-table.ts';
import { pointerOf, readTable } from '../../engines/lake/table-pointers.ts';

/** A change of a published table that is the same however often it is made. */
export interface GuardedCommit {
  readonly table: PublishedTable;
  readonly sql: string;
  /** The months that it touches; null for the whole table. */
  readonly months: readonly Month[] | null;
  /** How many rows they have afterwards; null when that is not known. */
  readonly rows: number | null;
  /** What makes it the same change when a process that was resumed makes it; default: it is new. */
  readonly key?: string;
}

const attempts = 4;
const waitsMs = { first: 500 };

/**
 * Commits a change and verifies it: the table is read before the change counts as done, a state that cannot be read is reverted,
 * and a change that was not made, or whose outcome is unknown, is planned and made again. A change
 * that was made already makes no snapshot.
 *
 * @throws {StoreError} when the table has other rows afterwards than the build, or cannot be read at all.
 * @throws the engine's error when the change is refused permanently; the table is unchanged.
 * @example
 * await commitGuarded(lake, lock, { table, sql: mergePublish(publish), months: ['2026-05'], rows: 1_029 });
 */
export async function commitGuarded(lake: LakeContext, lock: HeldLock, change: GuardedCommit): Promise<void> {
  const { table, months } = change;
  for (let nth = 1; ; nth += 1) {
    await lock.extend();
    const before = pointerOf(await readTable(lake, table.table.name));
    const sql = change.key === undefined ? lake.sql : lake.sql.within(`${change.key} ${nth}`);
    const failure = await sql.commit(change.sql).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    // Nothing to change is nothing to look at.
    const after = pointerOf(await readTable(lake, table.table.name));
    if (failure === null && after === before) return;
    const { rows, isRestored } = await repairTable(
      change.key === undefined ? lake : { ...lake, sql: sql.within(`${change.key} ${nth} ${after}`) },
      table,
      months,
      before,
    );
    if (failure === null && !isRestored) {
      if (change.rows === null || change.rows === rows) return;
      throw new StoreError(
        `${lake.database}.${table.table.name} has ${rows} rows of these months after publishing, and the build has ${change.rows}: something else writes to it. Stop that, go back with "tickerlake rollback", and run again.`,
        { path: `${lake.database}.${table.table.name}` },
      );
    }
    if (nth === attempts || !(isRestored || isTransient(failure?.cause)))
      throw (
        failure?.cause ??
        new StoreError(
          `${lake.database}.${table.table.name} had to be reverted ${attempts} times: Glue may be unhealthy; run again later.`,
          { path: table.table.name, transient: true },
        )
      );
    await lake.clock.sleep(lake.random() * backoff(nth, waitsMs));
  }
}

const isTransient = (cause: unknown): boolean =>
  (cause instanceof SqlExecutionError && cause.transient) ||
  (cause instanceof Error && cause.message.includes('ICEBERG_COMMIT_ERROR'));
