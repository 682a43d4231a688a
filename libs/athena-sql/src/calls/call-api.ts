import type { ApiCallOptions } from './api-call-options.ts';
import { backoff } from './backoff.ts';
import { toApiErrorKind } from './api-error.ts';
import type { Clock } from './clock.ts';

/** How calls of the API are made. */
export interface CallPolicy {
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** A call without a response after this time is abandoned and repeated. */
  readonly deadlineMs: number;
  /** How long throttled and failed calls are made again before the error is thrown. */
  readonly patienceMs: number;
}

/** The name of the error of a call that got no answer in time. */
class CallTimeoutError extends Error {
  override readonly name = 'CallTimeoutError';
}

const waitsMs = { first: 500, longest: 20_000 };

/**
 * One call with a deadline: the SDK has none, and one half-open connection would hold up every query.
 *
 * @throws {CallTimeoutError} when no response arrives in time.
 * @example
 * const answer = await callOnce((options) => athena.getQueryExecution(input, options), policy);
 */
export async function callOnce<T>(
  call: (options: ApiCallOptions) => Promise<T>,
  policy: Pick<CallPolicy, 'clock' | 'deadlineMs'>,
): Promise<T> {
  const late = new AbortController();
  const answered = new AbortController();
  const timer = policy.clock.sleep(policy.deadlineMs, answered.signal).then(
    () => {
      const error = new CallTimeoutError(`no answer in ${policy.deadlineMs} ms`);
      late.abort(error);
      throw error;
    },
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([call({ abortSignal: late.signal }), timer]);
  } finally {
    answered.abort();
  }
}

/**
 * A call that is made again, after full jitter, while Athena is throttling or unavailable. Only for calls that may be
 * repeated: reads, and starts with a token.
 *
 * @throws what the call threw last, or the signal's reason.
 * @example
 * const answer = await callApi((options) => athena.getQueryResults(input, options), policy, signal);
 */
export async function callApi<T>(
  call: (options: ApiCallOptions) => Promise<T>,
  policy: CallPolicy,
  signal?: AbortSignal,
): Promise<T> {
  const startedMs = policy.clock.now().getTime();
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await callOnce(call, policy);
    } catch (error) {
      const kind = toApiErrorKind(error);
      const isWorthIt = kind === 'throttled' || kind === 'unavailable';
      const waitMs = policy.random() * backoff(attempt, waitsMs);
      if (!isWorthIt || policy.clock.now().getTime() - startedMs + waitMs > policy.patienceMs) throw error;
      await policy.clock.sleep(waitMs, signal);
    }
  }
}
