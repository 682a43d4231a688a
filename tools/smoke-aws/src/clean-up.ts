import { SmokeError, toReason } from './smoke-error.ts';
import type { SmokeStage } from './smoke-stage.ts';
import type { SmokeWorld } from './smoke-world.ts';

/**
 * Removes a stage: active runs, the stack, what outlives the stack on purpose (buckets, database), then the key. A
 * failed step does not prevent the next ones.
 *
 * @throws {SmokeError} when something may be left; the message says what and how to retry.
 * @example
 * await cleanUp(world, smokeStage('smokek3x9q2'), say);
 */
export async function cleanUp(world: SmokeWorld, stage: SmokeStage, say: (text: string) => void): Promise<void> {
  const failures: string[] = [];
  const attempt = async (task: string, act: () => Promise<void>): Promise<void> => {
    say(`clean up: ${task}`);
    await act().catch((error: unknown) => void failures.push(`${task}: ${toReason(error)}`));
  };
  await attempt('stop runs', () => world.stopRuns(stage.orchestrator));
  await attempt('destroy the stack', () => world.destroy());
  await attempt('find buckets', async () => {
    for (const bucket of deletionOrder(await world.listBuckets(stage.bucketPrefix), stage))
      await attempt(`remove the bucket ${bucket}`, () => world.removeBucket(bucket));
  });
  await attempt(`remove the database ${stage.database}`, () => world.removeDatabase(stage.database));
  await attempt('remove the key', () => world.deleteKey(stage.keyParameter));
  if (failures.length === 0) return;
  throw new SmokeError(
    `Parts of the stage ${stage.stage} may be left:\n${failures.map((line) => `- ${line}`).join('\n')}\nTry again: npm run smoke:aws -- --clean ${stage.stage}`,
    { stage: stage.stage, transient: true },
  );
}

/**
 * The stage's buckets, with the access-log bucket last, because removing the others writes to it.
 *
 * @throws {RangeError} for a bucket that is not the stage's.
 * @example
 * deletionOrder(['tickerlake-smokek3x9q2-bucketsaccesslogs1', 'tickerlake-smokek3x9q2-bucketslake1'], stage)[0]; // the lake
 */
export function deletionOrder(
  buckets: readonly string[],
  { bucketPrefix }: Pick<SmokeStage, 'bucketPrefix'>,
): readonly string[] {
  const foreign = buckets.find((bucket) => !bucket.startsWith(bucketPrefix));
  if (foreign !== undefined)
    throw new RangeError(`The bucket ${foreign} does not start with ${bucketPrefix}: nothing was removed.`);
  const isLogs = (bucket: string): number => Number(bucket.includes('accesslogs'));
  return [...buckets].sort((a, b) => isLogs(a) - isLogs(b));
}
