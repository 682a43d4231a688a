import type { Clock } from '../calls/clock.ts';

/** The part of `fetch` that the client needs. */
export type TrinoFetch = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal: AbortSignal;
  },
) => Promise<TrinoResponse>;

/** The part of a `Response` that is read. */
export interface TrinoResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** How requests are made. */
export interface TrinoRequestPolicy {
  readonly fetch: TrinoFetch;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** A request without an answer after this long is made again. */
  readonly deadlineMs: number;
  /** How long in a row requests are made again before they count as failed. */
  readonly patienceMs: number;
}

/** One request of the protocol. */
export interface TrinoRequest {
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request that brought no answer of Trino's. */
export class TrinoRequestError extends Error {
  override readonly name = 'TrinoRequestError';
  /** Null without a response. */
  readonly status: number | null;
  readonly transient: boolean;

  constructor(
    message: string,
    facts: { readonly status: number | null; readonly transient: boolean; readonly cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.status = facts.status;
    this.transient = facts.transient;
  }
}

const longestWaitMs = 5_000;

/**
 * The text of a 200 answer. 502, 503 and 504, a lost connection and a missed deadline are tried again after 50 to 100 ms,
 * doubling; 429 after the time that `Retry-After` says (Trino, "Client REST API"). Every request of the protocol may be
 * repeated: a page can be requested again, and a POST starts a query only when its first page is requested.
 *
 * @throws {TrinoRequestError} for other statuses at once, for these when patience is over; the signal's reason when aborted.
 * @example
 * const text = await sendTrinoRequest({ method: 'GET', url: nextUri, headers: {} }, policy, signal);
 */
export async function sendTrinoRequest(
  request: TrinoRequest,
  policy: TrinoRequestPolicy,
  signal?: AbortSignal,
): Promise<string> {
  const startedMs = policy.clock.now().getTime();
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted();
    const outcome = await sendOnce(request, policy, signal);
    if (typeof outcome === 'string') return outcome;
    signal?.throwIfAborted();
    const waitMs = outcome.retryAfterMs ?? Math.min(longestWaitMs, 2 ** attempt * 50 * (1 + policy.random()));
    if (!outcome.error.transient || policy.clock.now().getTime() - startedMs + waitMs > policy.patienceMs)
      throw outcome.error;
    await policy.clock.sleep(waitMs, signal);
  }
}

interface FailedAttempt {
  readonly error: TrinoRequestError;
  readonly retryAfterMs: number | null;
}

async function sendOnce(
  request: TrinoRequest,
  policy: TrinoRequestPolicy,
  signal?: AbortSignal,
): Promise<string | FailedAttempt> {
  const what = `${request.method} ${new URL(request.url).pathname}`;
  const late = AbortSignal.timeout(policy.deadlineMs);
  try {
    const { url, ...init } = request;
    const response = await policy.fetch(url, {
      ...init,
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
    const text = await response.text();
    if (response.status === 200 || response.status === 204) return text;
    const isBusy =
      response.status === 429 || response.status === 502 || response.status === 503 || response.status === 504;
    const error = new TrinoRequestError(
      `${what} answered ${response.status}: ${text.slice(0, 200).trim() || 'nothing more'}`,
      { status: response.status, transient: isBusy },
    );
    return { error, retryAfterMs: toRetryAfterMs(response.headers.get('retry-after'), policy.clock.now()) };
  } catch (cause) {
    const reason = late.aborted
      ? `no answer in ${policy.deadlineMs} ms`
      : cause instanceof Error
        ? causeOf(cause)
        : String(cause);
    return {
      error: new TrinoRequestError(`${what} brought no answer: ${reason}`, { status: null, transient: true, cause }),
      retryAfterMs: null,
    };
  }
}

/** Node's fetch says only "fetch failed"; why is in the cause. */
function causeOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

/** `Retry-After` is seconds or a date. */
function toRetryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now.getTime() : seconds * 1_000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
