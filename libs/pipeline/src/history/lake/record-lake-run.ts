import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Table } from '@tickerlake/record-schema';
import * as z from 'zod';
import { StoreError } from '../../values/errors.ts';
import { monthOf } from '../../values/month.ts';
import type { RunFacts } from '../run-rows.ts';
import { historyFolder } from '../../storage/objects/lake-layout.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { historyTables } from './history-tables.ts';

const [compress, decompress] = [promisify(gzip), promisify(gunzip)];
/** Runs that end at the same time write in turn. */
const maxTries = 20;

const lineSchema = z.looseObject({ run_id: z.string() });

/**
 * Records a run in the history of the lake, which readers see as the tables `runs`, `corrections` and `quality_history`. Called again for
 * the same run, it replaces the run's earlier row: a run that failed and was resumed is one row. No engine is needed.
 *
 * A file holds a month of runs, not one run: a panel would otherwise open thousands of objects, and S3's conditional write keeps
 * runs that end together from losing each other. A damaged file keeps the run out of its table only.
 *
 * @throws {StoreError} when a file cannot be read or written, or holds what this program did not write.
 * @example
 * await recordLakeRun(createObjectStore(s3, 's3://lake/tickerlake/'), { ...run, outcome: 'failed', summary: { stage: 'publish', message: error.message } });
 */
export async function recordLakeRun(
  objects: Pick<ObjectStore, 'location' | 'read' | 'write'>,
  run: RunFacts,
): Promise<void> {
  const failures: unknown[] = [];
  for (const { table, rows } of historyTables) {
    const lines = rows(run).map((row) => toLine(table, row));
    await replaceLines(
      objects,
      `${historyFolder}${table.name}/${monthOf(run.startedAt)}.ndjson.gz`,
      run.runId,
      lines,
    ).catch((error: unknown) => void failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function replaceLines(
  objects: Pick<ObjectStore, 'location' | 'read' | 'write'>,
  key: string,
  runId: string,
  lines: readonly string[],
): Promise<void> {
  const path = `${objects.location}${key}`;
  for (let tried = 0; tried < maxTries; tried += 1) {
    const stored = await objects.read(key);
    const before = stored === null ? [] : await readLines(stored.content, path);
    const after = [...before.filter((line) => line.runId !== runId).map((line) => line.text), ...lines];
    if (after.join('\n') === before.map((line) => line.text).join('\n')) return;
    const content = await compress(after.map((line) => `${line}\n`).join(''));
    if ((await objects.write(key, content, stored === null ? 'absent' : { etag: stored.etag })) !== null) return;
  }
  throw new StoreError(
    `${path} was changed by others each of ${maxTries} times that run ${runId} was to be added: record it again.`,
    { path, transient: true },
  );
}

/**
 * The lines of a file of the history, as objects.
 *
 * @throws {StoreError} when it holds what this program did not write.
 * @example
 * const lines = await readHistoryLines(stored.content, 's3://lake/tickerlake/history/runs/2026-05.ndjson.gz');
 */
export async function readHistoryLines(content: Uint8Array, path: string): Promise<readonly unknown[]> {
  return (await readLines(content, path)).map(({ text }): unknown => JSON.parse(text));
}

async function readLines(
  content: Uint8Array,
  path: string,
): Promise<{ readonly runId: string; readonly text: string }[]> {
  try {
    const text = (await decompress(content)).toString('utf8');
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => ({ runId: lineSchema.parse(JSON.parse(line)).run_id, text: line }));
  } catch (cause) {
    throw new StoreError(
      `${path} does not hold runs as this program writes them: restore an older version of the object, or remove it, with the history of its month.`,
      { path, cause },
    );
  }
}

/** As the engines' JSON reader takes it: an instant without T and Z. */
function toLine(table: Table, row: Readonly<Record<string, string | number | null>>): string {
  return JSON.stringify(
    Object.fromEntries(
      table.columns.map(({ name, type }) => {
        const value = row[name] ?? null;
        return [
          name,
          type === 'timestamp' && typeof value === 'string' ? value.replace('T', ' ').replace('Z', '') : value,
        ];
      }),
    ),
  );
}
