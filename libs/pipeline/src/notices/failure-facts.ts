import { QualityGateError } from '@tickerlake/data-quality';
import { PipelineError } from '../values/errors.ts';

/** What people need to know of a failed run, wherever it ran. */
export interface FailureFacts {
  /** The stage that failed; `start` before the first one. */
  readonly stage: string;
  /** The error's own sentence: what failed, on what. */
  readonly reason: string;
  /** What readers see now. */
  readonly effect: string;
  /** Whether the same run again can help, as far as the error knows. */
  readonly isTransient: boolean;
}

/**
 * The facts of a failed run. Every message about a failure is made of them: the mail of AWS, the webhook and the hook of this machine.
 *
 * @example
 * failureFacts(new PipelineError('File x differs.', { stage: 'verify', transient: false })).stage; // 'verify'
 */
export function failureFacts(error: unknown): FailureFacts {
  const stage = error instanceof QualityGateError ? 'check' : error instanceof PipelineError ? error.stage : 'start';
  return {
    stage,
    reason: error instanceof Error ? error.message : String(error),
    effect:
      stage === 'tidy'
        ? 'The release is published; only tidying up failed.'
        : 'Nothing was published: readers still see the previous release.',
    isTransient: error instanceof Error && 'transient' in error && error.transient === true,
  };
}
