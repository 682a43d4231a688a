import * as z from 'zod';
import type { Month } from '../../values/month.ts';
import { compactionKey } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { parseObject } from '../../storage/objects/parse-object.ts';

const debtSchema = z.object({
  publishes: z.int().nonnegative(),
  months: z.array(z.string()),
  /** The run that was counted last. */
  lastRunId: z.string().optional(),
});

/** What has been published since the tables were last compacted. */
export type CompactionDebt = z.infer<typeof debtSchema>;

/** Each MERGE leaves a data file and a delete file in its months: after so many, reading them costs noticeably more. */
export const publishesPerCompaction = 10;

/**
 * What waits to be compacted.
 *
 * @example
 * const { publishes, months } = await readDebt(objects);
 */
export async function readDebt(objects: ObjectStore): Promise<CompactionDebt> {
  const stored = await objects.read(compactionKey);
  return stored === null
    ? { publishes: 0, months: [] }
    : parseObject(debtSchema, stored, `${objects.location}${compactionKey}`);
}

/**
 * Notes a publish of some months; one that is resumed is noted once.
 *
 * @example
 * await countPublish(objects, runId, ['2026-05']);
 */
export async function countPublish(objects: ObjectStore, runId: string, months: readonly Month[]): Promise<void> {
  const debt = await readDebt(objects);
  if (debt.lastRunId === runId) return;
  await writeDebt(objects, {
    publishes: debt.publishes + 1,
    months: [...new Set([...debt.months, ...months])].sort(),
    lastRunId: runId,
  });
}

/**
 * Notes what waits from now on.
 *
 * @example
 * await writeDebt(objects, { publishes: 0, months: [] });
 */
export async function writeDebt(objects: ObjectStore, debt: CompactionDebt): Promise<void> {
  await objects.write(compactionKey, JSON.stringify(debt));
}
