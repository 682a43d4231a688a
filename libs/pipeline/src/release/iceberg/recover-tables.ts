import { RunLockedError } from '../../ports/errors.ts';
import type { LakeGround } from '../../engines/lake/lake-context.ts';
import { createLakeReleaseStore } from '../../storage/releases/lake-release-store.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import { withPublishLock } from './publish-lock.ts';
import { repairTable } from './repair-table.ts';

/**
 * Looks after what a publisher left that died at work: a table that cannot be read is set back to what it was before. A
 * publisher that is still at work looks after itself.
 *
 * @throws {StoreError} when a table cannot be repaired.
 * @example
 * await recoverTables(ground, runId);
 */
export async function recoverTables(ground: LakeGround, runId: string): Promise<void> {
  const store = createLakeReleaseStore(ground.objects);
  if ((await store.pending()) === null) return;
  try {
    await withPublishLock(ground, runId, async () => {
      const pending = await store.pending();
      for (const table of publishedTables) {
        const before = pending?.before[table.table.name];
        if (before !== undefined) await repairTable(ground, table, null, before);
      }
    });
  } catch (error) {
    if (!(error instanceof RunLockedError)) throw error;
  }
}
