import { createHash } from 'node:crypto';
import * as z from 'zod';
import { StoreError } from '../../values/errors.ts';
import type { LakeContext } from '../../engines/lake/lake-context.ts';
import {
  type Attempt,
  attemptOf,
  attemptsFolder,
  createAttempt,
  runKey,
  stagingFolder,
  toAttempt,
} from '../../storage/objects/lake-layout.ts';
import type { LakeSql } from '../../engines/lake/lake-sql.ts';
import type { ObjectStore } from '../../storage/objects/object-store.ts';
import { parseObject } from '../../storage/objects/parse-object.ts';

const recordSchema = z.object({ name: z.string() });

/** Attempts older than this are not resumed: another run may tidy them away. */
const maxResumeAgeMs = 12 * 3_600_000;
const tries = 5;

/** An attempt, and the engine whose statements belong to it. */
export interface OpenAttempt {
  readonly attempt: Attempt;
  readonly sql: LakeSql;
}

/**
 * The attempt of a run at something: a fresh one, or the one that an earlier process began with the same inputs, where the engine
 * finds its statements again. So a killed run resumes with the tables that it has built, and pays for none twice.
 *
 * @param inputs everything that determines what the attempt builds, as JSON.
 * @example
 * const { attempt, sql } = await openAttempt(lake, runId, ['stage', builtOn, build]);
 */
export async function openAttempt(lake: LakeContext, runId: string, inputs: readonly unknown[]): Promise<OpenAttempt> {
  const fresh = createAttempt(runId, lake.clock.now(), lake.random());
  if (!lake.sql.isRemembering) return { attempt: fresh, sql: lake.sql };
  const attempt = toAttempt(await recordedName(lake, recordKey(runId, inputs), fresh.name));
  return { attempt, sql: lake.sql.within(attempt.name) };
}

const recordKey = (runId: string, inputs: readonly unknown[]): string =>
  `${attemptsFolder}${runKey(runId)}/${createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 16)}.json`;

/**
 * The name of the attempt that a record is about; null when the record is gone.
 *
 * @throws {StoreError} for an object that is not a record.
 * @example
 * await attemptNameIn(objects, 'attempts/r1/0f3a.json'); // 'r1_20260601120000_i000'
 */
export async function attemptNameIn(objects: ObjectStore, key: string): Promise<string | null> {
  const found = await objects.read(key);
  return found === null ? null : parseObject(recordSchema, found, `${objects.location}${key}`).name;
}

/** The first writer of the record wins. */
async function recordedName({ objects, clock }: LakeContext, key: string, fresh: string): Promise<string> {
  const record = JSON.stringify({ name: fresh });
  for (let nth = 1; nth <= tries; nth += 1) {
    if ((await objects.write(key, record, 'absent')) !== null) return fresh;
    const found = await objects.read(key);
    if (found === null) continue;
    const { name } = parseObject(recordSchema, found, `${objects.location}${key}`);
    const startedMs = attemptOf(`${stagingFolder}${name}/`)?.startedAt.getTime() ?? 0;
    if (startedMs >= clock.now().getTime() - maxResumeAgeMs) return name;
    if ((await objects.write(key, record, { etag: found.etag })) !== null) return fresh;
  }
  throw new StoreError(
    `${objects.location}${key} changes all the time: does another process work on the same run? Wait for it, then run again.`,
    { path: key, transient: true },
  );
}
