import { backoff, SqlExecutionError } from '@tickerlake/athena-sql';
import { StoreError } from '../../ports/errors.ts';
import type { Month } from '../../ports/month.ts';
import type { LakeGround } from '../../engines/lake/lake-context.ts';
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
 * Commits a change and makes sure of it: the table is read before anybody is told that it is done, a state that cannot be
 * read is set back, and a change that was not made, or whose outcome nobody knows, is planned and made again. A change
 * that was made already makes no snapshot.
 *
 * @throws {StoreError} when the table has other rows afterwards than the build, or cannot be read at all.
 * @throws the engine's error when the change is refused for good; the table is as it was.
 * @example
 * await commitGuarded(ground, lock, { table, sql: mergePublish(publish), months: ['2026-05'], rows: 1_029 });
 */
export async function commitGuarded(ground: LakeGround, lock: HeldLock, change: GuardedCommit): Promise<void> {
  const { table, months } = change;
  for (let nth = 1; ; nth += 1) {
    await lock.extend();
    const before = pointerOf(await readTable(ground, table.table.name));
    const sql = change.key === undefined ? ground.sql : ground.sql.within(`${change.key} ${nth}`);
    const failure = await sql.commit(change.sql).then(
      () => null,
      (cause: unknown) => ({ cause }),
    );
    // Nothing to change is nothing to look at.
    const after = pointerOf(await readTable(ground, table.table.name));
    if (failure === null && after === before) return;
    const { rows, isRestored } = await repairTable(
      change.key === undefined ? ground : { ...ground, sql: sql.within(`${change.key} ${nth} ${after}`) },
      table,
      months,
      before,
    );
    if (failure === null && !isRestored) {
      if (change.rows === null || change.rows === rows) return;
      throw new StoreError(
        `${ground.database}.${table.table.name} has ${rows} rows of these months after publishing, and the build has ${change.rows}: somebody else writes to it. Stop that, go back with "tickerlake rollback", and run again.`,
        { path: `${ground.database}.${table.table.name}` },
      );
    }
    if (nth === attempts || !(isRestored || isTransient(failure?.cause)))
      throw (
        failure?.cause ??
        new StoreError(
          `${ground.database}.${table.table.name} had to be set back ${attempts} times: is Glue well? Run again later.`,
          { path: table.table.name, transient: true },
        )
      );
    await ground.clock.sleep(ground.random() * backoff(nth, waitsMs));
  }
}

const isTransient = (cause: unknown): boolean =>
  (cause instanceof SqlExecutionError && cause.transient) ||
  (cause instanceof Error && cause.message.includes('ICEBERG_COMMIT_ERROR'));
