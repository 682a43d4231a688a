import { createQueryRunner } from '@tickerlake/athena-sql';
import type { Clock } from '@tickerlake/pipeline';
import type { AwsClients } from './aws-clients.ts';
import { emptyBucket } from './empty-bucket.ts';
import type { PublishedHours, SmokeWorld } from './smoke-world.ts';

/** Clients of one account and region, and the command that deploys. */
export interface AwsAccess extends AwsClients {
  readonly clock: Clock;
  readonly random: () => number;
  /** Runs `npm run infra` with these arguments; rejects when it fails. */
  readonly infra: (args: readonly string[]) => Promise<void>;
}

/**
 * A stage is deployed once, so version 1 is enough; AWS's documents disagree on whether Lambda lists the runs of all
 * versions.
 */
const onlyVersion = '1';
/** Logs of the last requests arrive late, in a bucket that was just emptied. */
const bucketAttempts = 6;
const lateLogsMs = 30_000;

/**
 * A real AWS account as the environment of a smoke run.
 *
 * @example
 * const world = createAwsWorld({ athena, glue, lambda, s3, ssm, clock: systemClock, random: Math.random, infra });
 */
export function createAwsWorld({ athena, glue, lambda, s3, ssm, clock, random, infra }: AwsAccess): SmokeWorld {
  const runsOf = async (orchestrator: string) =>
    (await lambda.listDurableExecutionsByFunction({ FunctionName: orchestrator, Qualifier: onlyVersion }))
      .DurableExecutions ?? [];
  return {
    putKey: async (Name, Value) =>
      void (await ssm.putParameter({ Name, Value, Type: 'SecureString', Overwrite: true })),
    deleteKey: (Name) => unlessMissing(ssm.deleteParameter({ Name }), 'ParameterNotFound'),
    deploy: () => infra(['deploy', '--require-approval', 'never']),
    destroy: () => infra(['destroy', '--force']),
    async startRun(dispatcher, scheduledAt) {
      const { FunctionError, Payload } = await lambda.invoke({
        FunctionName: dispatcher,
        Qualifier: 'live',
        Payload: new TextEncoder().encode(JSON.stringify({ scheduledAt: scheduledAt.toISOString() })),
      });
      if (FunctionError !== undefined) throw new Error(`The dispatcher failed: ${new TextDecoder().decode(Payload)}`);
    },
    async runState(orchestrator) {
      const run = (await runsOf(orchestrator))[0];
      if (run?.Status === undefined) return { status: null, reason: null };
      if (run.Status === 'RUNNING' || run.Status === 'SUCCEEDED') return { status: run.Status, reason: null };
      const { Error: error } = await lambda.getDurableExecution({ DurableExecutionArn: run.DurableExecutionArn });
      return { status: run.Status, reason: error?.ErrorMessage ?? null };
    },
    async stopRuns(orchestrator) {
      const runs = await runsOf(orchestrator).catch((error: unknown) =>
        isNamed(error, 'ResourceNotFoundException') ? [] : Promise.reject(error),
      );
      for (const { DurableExecutionArn, Status } of runs)
        if (Status === 'RUNNING') await lambda.stopDurableExecution({ DurableExecutionArn });
    },
    async readHours(sql, place) {
      const runner = createQueryRunner({ athena, clock, random, ...place });
      const found: PublishedHours[] = [];
      for await (const { rows } of runner.pages(await runner.run(sql)))
        for (const [ticker, hours] of rows) found.push({ ticker: ticker ?? '', hours: Number(hours) });
      return found;
    },
    async listBuckets(Prefix) {
      const names: string[] = [];
      let token: string | undefined;
      do {
        const page = await s3.listBuckets({ Prefix, ...(token !== undefined && { ContinuationToken: token }) });
        for (const { Name } of page.Buckets ?? []) if (Name !== undefined) names.push(Name);
        token = page.ContinuationToken;
      } while (token !== undefined);
      return names;
    },
    async removeBucket(Bucket) {
      for (let attempt = 1; ; attempt += 1) {
        await emptyBucket(s3, Bucket);
        try {
          await unlessMissing(s3.deleteBucket({ Bucket }), 'NoSuchBucket');
          return;
        } catch (error) {
          if (!isNamed(error, 'BucketNotEmpty') || attempt === bucketAttempts) throw error;
          await clock.sleep(lateLogsMs);
        }
      }
    },
    removeDatabase: (Name) => unlessMissing(glue.deleteDatabase({ Name }), 'EntityNotFoundException'),
  };
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

async function unlessMissing(call: Promise<unknown>, name: string): Promise<void> {
  await call.catch((error: unknown) => {
    if (!isNamed(error, name)) throw error;
  });
}
