import { qualityHistoryTable, type Table } from '@tickerlake/record-schema';
import * as z from 'zod';
import type { RecordedRule } from '../../ports/quality-memory.ts';
import { historyFolder } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { seriesIn } from '../look-back.ts';
import { readHistoryLines } from './record-lake-run.ts';

/** A file holds a month. */
const mostMonths = 24;

const ruleSchema = z
  .object({
    run_id: z.string(),
    checked_at: z.string(),
    dataset: z.string(),
    rule_id: z.string(),
    rule: z.string(),
    severity: z.string(),
    status: z.string(),
    observed: z.number().nullish(),
    expected: z.string().nullish(),
    // Absent in lines of an older version.
    series: z.string().nullish(),
  })
  .transform((line): RecordedRule => ({
    runId: line.run_id,
    checkedAt: new Date(`${line.checked_at.replace(' ', 'T')}Z`),
    dataset: line.dataset,
    ruleId: line.rule_id,
    rule: line.rule,
    severity: line.severity,
    status: line.status,
    observed: line.observed ?? null,
    expected: line.expected ?? '',
    series: seriesIn(line.series ?? null),
  }));

/**
 * What the rules of a lake's runs found in the last 24 months that have runs, newest first.
 *
 * @throws {StoreError} when a file cannot be read, or holds what this program did not write.
 * @example
 * const [newest] = await readRecordedRules(objects);
 */
export async function readRecordedRules(
  objects: Pick<ObjectStore, 'location' | 'read' | 'list'>,
): Promise<readonly RecordedRule[]> {
  const rules = (await readNewest(objects, qualityHistoryTable)).map((line) => ruleSchema.parse(line));
  return rules.toSorted((one, other) => other.checkedAt.getTime() - one.checkedAt.getTime());
}

/**
 * The lines of a table of the history, of its newest months.
 *
 * @throws {StoreError} as `readRecordedRules`.
 * @example
 * const runs = await readNewest(objects, runsTable);
 */
export async function readNewest(
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
