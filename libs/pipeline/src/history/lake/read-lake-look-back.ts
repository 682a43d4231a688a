import * as z from 'zod';
import { qualityHistoryTable, runsTable, type Table } from '@tickerlake/record-schema';
import { historyFolder } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { lookBack, type LookBack } from '../look-back.ts';
import { readHistoryLines } from './record-lake-run.ts';

/** A file holds a month. */
const mostMonths = 24;

const runSchema = z.object({ run_id: z.string(), outcome: z.string().nullable() });
const ruleSchema = z.object({
  run_id: z.string(),
  checked_at: z.string(),
  dataset: z.string(),
  rule: z.string(),
  status: z.string(),
  // Absent in lines of an older version.
  series: z.string().nullish(),
});

/**
 * The memory of the rules of a lake, from the files of its history: no engine is asked.
 *
 * @throws {StoreError} when a file cannot be read, or holds what this program did not write.
 * @example
 * const history = await readLakeLookBack(objects);
 */
export async function readLakeLookBack(objects: Pick<ObjectStore, 'location' | 'read' | 'list'>): Promise<LookBack> {
  const runs = (await readNewest(objects, runsTable)).map((line) => runSchema.parse(line));
  const published = new Set(
    runs.filter(({ outcome }) => outcome === 'published' || outcome === 'unchanged').map(({ run_id: runId }) => runId),
  );
  const rules = (await readNewest(objects, qualityHistoryTable)).map((line) => ruleSchema.parse(line));
  return lookBack(
    rules
      .flatMap(({ run_id: runId, checked_at: checkedAt, series, ...rest }) =>
        typeof series === 'string' && published.has(runId)
          ? [{ runId, checkedAt: new Date(`${checkedAt.replace(' ', 'T')}Z`), series, ...rest }]
          : [],
      )
      .toSorted((one, other) => other.checkedAt.getTime() - one.checkedAt.getTime()),
  );
}

async function readNewest(
  objects: Pick<ObjectStore, 'location' | 'read' | 'list'>,
  table: Table,
): Promise<readonly unknown[]> {
  const listed = await objects.list(`${historyFolder}${table.name}/`);
  const newest = listed
    .map(({ key }) => key)
    .sort()
    .slice(-mostMonths);
  const lines: unknown[] = [];
  for (const key of newest) {
    const stored = await objects.read(key);
    if (stored !== null) lines.push(...(await readHistoryLines(stored.content, `${objects.location}${key}`)));
  }
  return lines;
}
