import { RunLockedError } from '../../values/errors.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import { createLakeReleaseStore } from '../../storage/releases/lake-release-store.ts';
import { publishedTables } from '../../ports/table-registry.ts';
import { withPublishLock } from './publish-lock.ts';
import { repairTable } from './repair-table.ts';

/**
 * Repairs what a killed publisher left: a table that cannot be read is reverted. A publisher that is still running does this
 * itself.
 *
 * @throws {StoreError} when a table cannot be repaired.
 * @example
 * await recoverTables(lake, runId);
 */
export async function recoverTables(lake: LakeContext, runId: string): Promise<void> {
  const store = createLakeReleaseStore(lake.objects);
  if ((await store.pending()) === null) return;
  try {
    await withPublishLock(lake, runId, async () => {
      const pending = await store.pending();
      for (const table of publishedTables) {
        const before = pending?.before[table.table.name];
        if (before !== undefined) await repairTable(lake, table, null, before);
      }
    });
  } catch (error) {
    if (!(error instanceof RunLockedError)) throw error;
  }
}
