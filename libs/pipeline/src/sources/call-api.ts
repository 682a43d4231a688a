import { isSafeUrl, type RateLimiter } from '@tickerlake/polygon-client';
import type { Clock } from '../ports/clock.ts';
import { PipelineError, RequestError } from '../values/errors.ts';

/** How a vendor's API is called. */
export interface ApiAccess {
  /** With the keys. */
  readonly headers: Readonly<Record<string, string>>;
  /** The keys: they are removed from whatever the server says. */
  readonly keys: readonly string[];
  /** What to check when the server refuses the keys. */
  readonly refused: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly limiter: RateLimiter | null;
  /** Called before each repeated call. */
  readonly onFailure: (waitMs: number, text: string) => void;
}

const attempts = 4;
const attemptMs = 30_000;
const maxTextLength = 200;
/** What went wrong on the way, and what a server says of itself: the same call may succeed later. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Asks a vendor's API, and again after a failure that may pass: at most four times, after 1, 2 and 4 s, or when the response says.
 *
 * @param asked what is asked for, in words.
 * @returns the body, parsed, and the request id.
 * @throws {PipelineError} with status, reason and next step; keys are never in it.
 * @example
 * const { body } = await callApi(access, url, 'bars of AAPL', signal);
 */
export async function callApi(
  access: ApiAccess,
  url: URL,
  asked: string,
  signal: AbortSignal,
): Promise<{ readonly body: unknown; readonly requestId: string | null }> {
  for (let attempt = 1; ; attempt += 1) {
    await access.limiter?.acquire(signal);
    signal.throwIfAborted();
    const failure = await attemptCall(access, url, signal);
    if ('body' in failure) return failure;
    signal.throwIfAborted();
    if (!failure.isPassing || attempt === attempts)
      throw new PipelineError(
        `${url.host} did not give ${asked}: ${failure.reason}.${failure.requestId === null ? '' : ` Request id ${failure.requestId}.`} ${adviceFor(failure, access)} Nothing was published.`,
        { stage: 'ingest', transient: failure.isPassing, cause: failure.cause },
      );
    const waitMs = failure.waitMs ?? 1_000 * 2 ** (attempt - 1);
    if (failure.status === 429) await access.limiter?.penalize(waitMs);
    access.onFailure(waitMs, `${url.host}: ${failure.reason}; attempt ${attempt + 1} of ${attempts} follows`);
    await access.clock.sleep(waitMs, signal);
  }
}

interface Failure {
  readonly status: number | null;
  readonly reason: string;
  readonly isPassing: boolean;
  readonly waitMs: number | null;
  readonly requestId: string | null;
  readonly cause?: unknown;
}

async function attemptCall(
  { fetch: ask, headers, keys }: ApiAccess,
  url: URL,
  signal: AbortSignal,
): Promise<{ readonly body: unknown; readonly requestId: string | null } | Failure> {
  const lost = { status: null, isPassing: true, waitMs: null, requestId: null };
  let response: Response;
  let text: string;
  try {
    response = await ask(url, {
      headers: { ...headers },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(attemptMs)]),
    });
    text = await response.text();
  } catch (cause) {
    return { ...lost, reason: `no response (${cause instanceof Error ? cause.name : 'unknown'})`, cause };
  }
  const requestId = response.headers.get('X-Request-ID');
  if (!response.ok) {
    const said = keys.reduce((clean, key) => clean.replaceAll(key, '***'), text).slice(0, maxTextLength);
    const waitSeconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    return {
      status: response.status,
      reason: `HTTP ${response.status} ${JSON.stringify(said)}`,
      isPassing: passing.has(response.status),
      waitMs: waitSeconds > 0 && waitSeconds <= 120 ? waitSeconds * 1_000 : null,
      requestId,
    };
  }
  try {
    return { body: JSON.parse(text), requestId };
  } catch (cause) {
    return { ...lost, status: response.status, reason: 'a response that is not JSON', requestId, cause };
  }
}

function adviceFor({ status, isPassing }: Failure, { refused }: ApiAccess): string {
  if (status === 401 || status === 403) return refused;
  return isPassing ? 'Run the same command again later.' : 'Check the tickers and the range.';
}

/**
 * Refuses an address to which keys would go in plain text.
 *
 * @param setting its name in the configuration.
 * @param baseUrl a whole URL.
 * @throws {RequestError} unless it is https, or http on this machine.
 * @example
 * assertSafe('alpaca.baseUrl', 'https://data.alpaca.markets');
 */
export function assertSafe(setting: string, baseUrl: string): void {
  if (!isSafeUrl(new URL(baseUrl)))
    throw new RequestError(`${setting} ${baseUrl}: keys go only to https, or to this machine.`);
}
