import type { StartEvent } from './run-event.ts';

/** The Lambda call that starts an execution, as in the class `Lambda` of `@aws-sdk/client-lambda`. */
export interface LambdaApi {
  invoke(input: {
    FunctionName: string;
    InvocationType: 'Event';
    DurableExecutionName: string;
    Payload: string;
  }): Promise<{ readonly DurableExecutionArn?: string | undefined }>;
}

/** The result of a start. */
export interface StartedRun {
  readonly runId: string;
  /** False when a run of this name already exists or existed. */
  readonly isNew: boolean;
}

/**
 * Starts a named run: each name is one execution, however often it is started.
 *
 * @param requestId of this invocation; names a run without an id, and stays the same when Lambda retries.
 * @throws the errors of Lambda; starting again is harmless.
 * @example
 * await startRun({ scheduledAt: '2026-05-29T21:15:00Z' }, requestId, { lambda: new Lambda({}), orchestrator });
 */
export async function startRun(
  event: StartEvent,
  requestId: string,
  on: { readonly lambda: LambdaApi; readonly orchestrator: string },
): Promise<StartedRun> {
  const { runId, ...range } =
    'scheduledAt' in event
      ? { runId: nameOf(event.scheduledAt) }
      : { ...event, runId: event.runId ?? `manual-${requestId}` };
  try {
    await on.lambda.invoke({
      FunctionName: on.orchestrator,
      InvocationType: 'Event',
      DurableExecutionName: runId,
      Payload: JSON.stringify({ runId, ...range }),
    });
    return { runId, isNew: true };
  } catch (error) {
    if (error instanceof Error && error.name === 'DurableExecutionAlreadyStartedException')
      return { runId, isNew: false };
    throw error;
  }
}

/** `run-20260529T211500Z`: names can have letters, digits, _ and -. */
const nameOf = (scheduledAt: string): string => `run-${new Date(scheduledAt).toISOString().replace(/[-:]|\.\d+/g, '')}`;
