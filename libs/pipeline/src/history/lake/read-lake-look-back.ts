import { runsTable } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import type { LookBack } from '../../ports/quality-memory.ts';
import { lookBack } from '../look-back.ts';
import { createLakeQualityMemory } from './lake-quality-memory.ts';
import { readNewest, readRecordedRules } from './read-recorded-rules.ts';

const runSchema = z.object({ run_id: z.string(), outcome: z.string().nullable(), range_to: z.string().nullish() });

/**
 * The memory of the rules of a lake, from the files of its history, without a query.
 *
 * @param exceptRun a run whose own values do not count.
 * @throws {StoreError} when a file cannot be read, or holds what this program did not write.
 * @example
 * const history = await readLakeLookBack(objects);
 */
export async function readLakeLookBack(
  objects: Pick<ObjectStore, 'location' | 'read' | 'write' | 'list'>,
  exceptRun?: string,
): Promise<LookBack> {
  const { known } = await createLakeQualityMemory(objects).openAccepted();
  const runs = (await readNewest(objects, runsTable)).map((line) => runSchema.parse(line));
  const published = new Set(
    runs.filter(({ outcome }) => outcome === 'published' || outcome === 'unchanged').map(({ run_id: runId }) => runId),
  );
  const rangeTo = new Map(runs.map((run) => [run.run_id, run.range_to ?? null]));
  const rules = (await readRecordedRules(objects)).filter(({ runId }) => runId !== exceptRun);
  return lookBack(
    rules.map((rule) => ({
      ...rule,
      isPublished: published.has(rule.runId),
      rangeTo: rangeTo.get(rule.runId) ?? null,
    })),
    known ?? [],
  );
}
