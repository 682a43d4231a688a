import { isPolygonError } from '../errors/is-polygon-error.ts';
import type { AnswerBody } from './answer-body.ts';
import type { AnswerContext } from './answer-context.ts';
import type { AttemptFacts } from './attempt-facts.ts';
import type { CoreOptions } from './core-options.ts';
import type { BaseUrl } from './parse-base-url.ts';
import { toBackoffMs } from './retry/retry-policy.ts';
import { sendOnce } from './send-once.ts';

/** What every endpoint is built on: limiter, retry, timeout, errors. */
export interface RequestCore {
  readonly baseUrl: BaseUrl;
  /**
   * Calls a path, with retries, and reads the response with `parse`; a refusal that only `parse` can see (an error in a 200) is
   * retried like any other.
   */
  get<T>(path: string, parse: ParseBody<T>, signal: AbortSignal | undefined): Promise<T>;
}

type ParseBody<T> = (body: AnswerBody, context: AnswerContext) => T;

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** How long a 429 that names no time blocks the callers of a limiter without a window. */
const defaultPenaltyMs = 1_000;

/**
 * The request core. Each attempt waits for the limiter; a 429 blocks all callers of that limiter.
 *
 * @example
 * const core = createRequestCore(options);
 * const answer = await core.get('/v1/marketstatus/now', (body) => JSON.parse(body.text()), signal);
 */
export function createRequestCore(core: CoreOptions): RequestCore {
  const { clock, limiter, retry } = core;
  // The bytes of the last answer make room for those of the next one: pages of 5 MB would otherwise be garbage faster than it is collected.
  let spare: Uint8Array | undefined;

  async function attemptOnce<T>(
    call: {
      readonly path: string;
      readonly attempt: number;
      readonly signal: AbortSignal | undefined;
      readonly waitedMs: number;
    },
    parse: ParseBody<T>,
  ): Promise<Outcome<T>> {
    const startMs = clock.nowMs();
    let head: Pick<AttemptFacts, 'status' | 'requestId'> = { status: null, requestId: null };
    let outcome: Outcome<T>;
    try {
      const room = spare;
      spare = undefined;
      const { body, context } = await sendOnce(core, {
        ...call,
        room,
        onHead: (status, requestId) => (head = { status, requestId }),
      });
      outcome = { ok: true, value: parse(body, context) };
      spare = new Uint8Array(body.bytes.buffer);
    } catch (error) {
      outcome = { ok: false, error };
    }
    const { path, attempt, waitedMs } = call;
    core.onAttempt?.({
      path,
      attempt,
      ...head,
      ms: clock.nowMs() - startMs,
      waitedMs,
      error: toErrorFact(outcome, call.signal),
    });
    return outcome;
  }

  async function get<T>(path: string, parse: ParseBody<T>, signal: AbortSignal | undefined): Promise<T> {
    for (let attempt = 1, backoffMs = 0; ; attempt += 1) {
      const readyMs = clock.nowMs();
      signal?.throwIfAborted();
      if (backoffMs > 0) await clock.sleep(backoffMs, signal);
      await limiter.acquire(signal);
      signal?.throwIfAborted();
      const outcome = await attemptOnce({ path, attempt, signal, waitedMs: clock.nowMs() - readyMs }, parse);
      if (outcome.ok) return outcome.value;
      signal?.throwIfAborted();
      const { error } = outcome;
      if (!isPolygonError(error)) throw error;
      const retryAfterMs = 'retryAfterMs' in error ? error.retryAfterMs : null;
      const reportedWindowMs = 'windowMs' in error ? (error.windowMs ?? 0) : 0;
      const penaltyMs = Math.min(
        retryAfterMs ?? Math.max(limiter.windowMs ?? defaultPenaltyMs, reportedWindowMs),
        retry.maxRetryAfterMs,
      );
      if (error.code === 'rate-limit') await limiter.penalize(penaltyMs);
      const isFinal = attempt >= retry.attempts || (retryAfterMs ?? 0) > retry.maxRetryAfterMs;
      if (!error.transient || isFinal) throw error;
      backoffMs =
        error.code === 'rate-limit' ? 0 : Math.max(retryAfterMs ?? 0, toBackoffMs(attempt, retry, core.random));
      core.onRetry?.({
        host: core.baseUrl.host,
        path,
        attempt,
        attempts: retry.attempts,
        waitMs: error.code === 'rate-limit' ? penaltyMs : backoffMs,
        error,
      });
    }
  }

  return {
    baseUrl: core.baseUrl,
    get,
  };
}

function toErrorFact(outcome: Outcome<unknown>, signal: AbortSignal | undefined): AttemptFacts['error'] {
  if (outcome.ok) return null;
  if (signal?.aborted === true) return 'aborted';
  return isPolygonError(outcome.error) ? outcome.error.code : 'unknown';
}
