import { failureFacts } from '@tickerlake/pipeline';

/** The notice about a failed run. */
export interface FailureNotice {
  readonly subject: string;
  readonly message: string;
}

/** The heading in `docs/operations.md` with what to do for each stage. */
export const failureSection = 'run-failed';

/** SNS allows 100 characters in a subject. */
const maxSubject = 100;

/**
 * The notice about a failed run: the stage, the reason, and where to look.
 *
 * @example
 * toNotice(error, { runId: 'r1', stage: 'prod', executionArn }).subject; // 'tickerlake prod: run r1 failed (verify)'
 */
export function toNotice(
  error: unknown,
  run: { readonly runId: string; readonly stage: string; readonly executionArn: string },
): FailureNotice {
  const { stage: at, reason, effect } = failureFacts(error);
  return {
    subject: `tickerlake ${run.stage}: run ${run.runId} failed (${at})`.slice(0, maxSubject),
    message: [
      `Run ${run.runId} failed in stage "${at}".`,
      '',
      reason,
      '',
      effect,
      `Where to look: the execution ${run.executionArn}, and the log group /aws/lambda/tickerlake-${run.stage}-orchestrator, filtered by ${run.runId}.`,
      `What to do: docs/operations.md, section "${failureSection}", has a line for stage "${at}". Start the run again under another name: each name can be used only once.`,
    ].join('\n'),
  };
}
