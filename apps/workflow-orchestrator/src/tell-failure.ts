import { QualityGateError } from '@tickerlake/data-quality';
import { PipelineError } from '@tickerlake/pipeline';

/** What is said about a run that failed. */
export interface FailureNotice {
  readonly subject: string;
  readonly message: string;
}

/** The heading of `docs/operations.md` that says what to do, stage by stage. */
export const failureSection = 'run-failed';

/** SNS takes 100 characters of subject. */
const maxSubject = 100;

/**
 * What people are told of a failed run: the stage, the reason, and where to look.
 *
 * @example
 * toNotice(error, { runId: 'r1', stage: 'prod', executionArn }).subject; // 'tickerlake prod: run r1 failed (verify)'
 */
export function toNotice(error: unknown, run: { readonly runId: string; readonly stage: string; readonly executionArn: string }): FailureNotice {
  const at = error instanceof QualityGateError ? 'check' : error instanceof PipelineError ? error.stage : 'start';
  const reason = error instanceof Error ? error.message : String(error);
  const published = at === 'tidy' ? 'The release is published; only tidying up failed.' : 'Nothing was published: readers see what they saw.';
  return {
    subject: `tickerlake ${run.stage}: run ${run.runId} failed (${at})`.slice(0, maxSubject),
    message: [
      `Run ${run.runId} failed in stage "${at}".`, '', reason, '', published,
      `Where to look: the execution ${run.executionArn}, and the log group /aws/lambda/tickerlake-${run.stage}-orchestrator, filtered by ${run.runId}.`,
      `What to do: docs/operations.md, section "${failureSection}", has a line for stage "${at}". Start the run again under another name; a name is used once.`,
    ].join('\n'),
  };
}
