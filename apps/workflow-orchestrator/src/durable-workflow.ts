import { type DurableContext, DurableOperationError, type StepConfig } from '@aws/durable-execution-sdk-js';
import { backoff } from '@tickerlake/athena-sql';
import {
  type Clock,
  errorStageOf,
  PipelineError,
  type Step,
  stepName,
  type WorkflowContext,
} from '@tickerlake/pipeline';
import { ingestAnswerSchema, type InvokeIngest } from '@tickerlake/pipeline/aws';

/** Number of retries of a step with a transient failure: after 10 s, 20 s, ..., without a running Lambda. */
const maxAttempts = 6;
const pausesSeconds = { first: 10, longest: 300 };

/**
 * Runs a workflow as a durable execution: a step's result is a checkpoint, a wait ends the invocation and costs
 * nothing, and if an invocation is killed, the next one resumes after the last checkpoint.
 *
 * @example
 * const context = toWorkflowContext(durable, systemClock);
 */
export function toWorkflowContext(durable: DurableContext, clock: Clock): WorkflowContext {
  return {
    async step<T>(step: Step, body: () => Promise<T>): Promise<T> {
      try {
        return await durable.step(stepName(step), body, { retryStrategy });
      } catch (error) {
        throw toStageError(error, step);
      }
    },
    sleep: async (name, ms) => durable.wait(name, { seconds: Math.max(1, Math.ceil(ms / 1_000)) }),
    now: () => clock.now(),
  };
}

/**
 * The ingest Lambda, invoked durably: waiting for it is not billed, and its response is checkpointed.
 *
 * @param lambda its qualified ARN.
 * @example
 * const answer = await invokeIngest(durable, 'arn:aws:lambda:...:live')({ stage: 'ingest', part: '1' }, { runId, startedAt, chunks });
 */
export const invokeIngest =
  (durable: DurableContext, lambda: string): InvokeIngest =>
  async (step, request) =>
    ingestAnswerSchema.parse(
      await durable.invoke(stepName(step), lambda, request).catch((error: unknown) => {
        throw error instanceof DurableOperationError && error.cause instanceof Error ? error.cause : error;
      }),
    );

const retryStrategy: NonNullable<StepConfig<unknown>['retryStrategy']> = (error, attempt) => ({
  shouldRetry: attempt < maxAttempts && 'transient' in error && error.transient === true,
  delay: { seconds: backoff(attempt - 1, pausesSeconds) },
});

/** An error restored from a step's checkpoint has only its name and message. */
function toStageError(error: unknown, step: Step): unknown {
  if (!(error instanceof DurableOperationError)) return error;
  return new PipelineError(error.message, { stage: errorStageOf(step), transient: false, cause: error.cause ?? error });
}
