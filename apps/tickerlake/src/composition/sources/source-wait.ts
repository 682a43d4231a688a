import type { RetryFacts } from '@tickerlake/polygon-client';
import { inWords } from '../../output/in-words.ts';

/** A wait before the vendor is called: for the quota, or before a failed call is made again. */
export interface SourceWait {
  readonly waitMs: number;
  /** What is waited for, without how long. */
  readonly text: string;
  /** Whether the wait is the quota's, which the plan has counted, or follows a failure. */
  readonly isQuota: boolean;
}

/**
 * A wait as one sentence.
 *
 * @example
 * waitText({ text: 'the quota of 5 calls a minute', waitMs: 43_000, isQuota: true }); // 'Waiting 43 seconds: the quota of 5 calls a minute.'
 */
export const waitText = ({ text, waitMs }: SourceWait): string =>
  `Waiting ${inWords(Math.max(1_000, waitMs))}: ${text}.`;

/**
 * The wait before another attempt, with host, cause and number of the attempt.
 *
 * @example
 * retryWait({ host: 'api.massive.com', attempt: 1, attempts: 4, waitMs: 500, error, path }).text; // 'api.massive.com: connect ECONNREFUSED; attempt 2 of 4 follows'
 */
export function retryWait({ host, attempt, attempts, waitMs, error }: RetryFacts): SourceWait {
  return { waitMs, isQuota: false, text: `${host}: ${causeOf(error)}; attempt ${attempt + 1} of ${attempts} follows` };
}

function causeOf(error: RetryFacts['error']): string {
  if (error.code === 'timeout') return `no complete response within ${inWords(error.timeoutMs)}`;
  if ('status' in error) return `HTTP ${error.status}${error.text === null ? '' : ` "${error.text}"`}`;
  let root: Error = error;
  while (root.cause instanceof Error && root.cause.message !== '') root = root.cause;
  return root.message;
}
