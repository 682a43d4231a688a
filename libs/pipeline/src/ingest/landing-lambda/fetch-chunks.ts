import { backoff } from '@tickerlake/athena-sql/backoff';
import { PipelineError } from '../../values/errors.ts';
import type { FetchChunk } from '../../ports/bar-source.ts';
import { quotaWindowMs } from '../../request/plan-run.ts';
import type { PipelineRun } from '../../request/pipeline-run.ts';
import type { WorkflowContext } from '../../ports/workflow-context.ts';
import type { IngestAnswer, IngestReceipt, InvokeIngest } from './ingest-answer.ts';

/** Failures in a row, and rounds without a chunk, before a run fails: enough to wait out half an hour of vendor trouble. */
const maxFruitless = 6;
const pausesMs = { first: 60_000, longest: 900_000 };

/** No retry can help against these, by the names that a Lambda's errors keep: the vendor refuses for good, or the deployment is malformed. */
const lasting = new Set([
  'AuthError',
  'EntitlementError',
  'NotFoundError',
  'BadRequestError',
  'InvalidRequestError',
  'ValidationError',
  'EventError',
  'ConfigError',
]);

/**
 * Has all chunks of a plan fetched by the ingest Lambda, a quota's worth at a time, and waits between two outside of any Lambda.
 * A failed invocation is repeated later; bars that it had already sent arrive twice, and the build takes the newest of each.
 *
 * @throws {PipelineError} when the Lambda fails permanently, or returns nothing six times in a row.
 * @example
 * const receipts = await fetchChunks(context, run, invokeIngest, 5);
 */
export async function fetchChunks(
  context: WorkflowContext,
  run: PipelineRun,
  invoke: InvokeIngest,
  callsPerMinute: number,
): Promise<IngestReceipt[]> {
  const receipts: IngestReceipt[] = [];
  const { runId, startedAt } = run;
  let left: readonly FetchChunk[] = run.plan.chunks;
  let fruitless = 0;
  for (let round = 1; left.length > 0; round += 1) {
    const chunks = left.slice(0, callsPerMinute);
    const answer = await invoke(
      { stage: 'ingest', part: String(round) },
      {
        runId,
        startedAt: startedAt.toISOString(),
        chunks,
        ...(run.onIncomplete === 'hold-back' && { holdsBack: true }),
      },
    ).catch((error: unknown) => assertPassing(error, chunks));
    const done = answer.receipts;
    assertInOrder(done, chunks);
    fruitless = done.length === 0 ? fruitless + 1 : 0;
    if (fruitless === maxFruitless) throw toFailure(chunks, answer);
    receipts.push(...done);
    left = left.slice(done.length);
    if (left.length > 0)
      await context.sleep(
        `quota ${round}`,
        Math.max(quotaWindowMs, answer.waitMs, fruitless === 0 ? 0 : backoff(fruitless, pausesMs)),
      );
  }
  return receipts;
}

/** It is unknown what a failed invocation did, so all its chunks are fetched again. */
interface FailedAnswer extends IngestAnswer {
  readonly failure?: Error;
}

function assertPassing(cause: unknown, chunks: readonly FetchChunk[]): FailedAnswer {
  const failure = cause instanceof Error ? cause : new Error(String(cause));
  if (!lasting.has(failure.name)) return { receipts: [], waitMs: pausesMs.first, failure };
  throw new PipelineError(`The ingest Lambda failed on ${rangeOf(chunks)}: ${failure.message} Nothing was published.`, {
    stage: 'ingest',
    transient: false,
    cause,
  });
}

/** The chunks that are left are known by how many were answered. */
function assertInOrder(receipts: readonly IngestReceipt[], chunks: readonly FetchChunk[]): void {
  const wrong = receipts.findIndex(({ chunkId }, index) => chunkId !== chunks[index]?.id);
  if (wrong < 0) return;
  throw new PipelineError(
    `The ingest Lambda answered for ${receipts[wrong]?.chunkId} instead of ${chunks[wrong]?.id}: are the two Lambdas from the same deployment? Nothing was published.`,
    { stage: 'ingest', transient: false },
  );
}

function toFailure(chunks: readonly FetchChunk[], { failure }: FailedAnswer): PipelineError {
  const why =
    failure === undefined
      ? 'the quota was spent each time: check whether something else uses the same key.'
      : `last with ${failure.name}: ${failure.message}`;
  return new PipelineError(
    `The ingest Lambda returned no chunk ${maxFruitless} times in a row, ${why} Next chunk: ${rangeOf(chunks)}. Start the run again later under another name; nothing was published.`,
    {
      stage: 'ingest',
      transient: true,
      cause: failure,
    },
  );
}

function rangeOf([first]: readonly FetchChunk[]): string {
  return first === undefined ? 'nothing' : `${first.ticker}, ${first.from} to ${first.to}`;
}
