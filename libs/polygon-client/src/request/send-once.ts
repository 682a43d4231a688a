import { NetworkError } from '../errors/network-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { cleanCause } from '../secrets/clean-cause.ts';
import type { AnswerBody } from './answer-body.ts';
import type { AnswerContext } from './answer-context.ts';
import type { CoreOptions } from './core-options.ts';
import { parseRetryAfter } from './retry/parse-retry-after.ts';
import { type BodyBytes, readBody } from './read-body.ts';
import { toRequestId } from './request-id.ts';
import { toHttpError } from './to-http-error.ts';
import { withTimeout } from './with-timeout.ts';

/** Ten times a full page of 50,000 bars. */
const maxBodyBytes = 64 * 1024 * 1024;
const maxRefusalBytes = 64 * 1024;

/** One call to make. */
export interface Call {
  /** Path and query, without the key. */
  readonly path: string;
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
  /** Where to put the body, when there is room already. */
  readonly room: Uint8Array | undefined;
  /** Called as soon as the head of the response arrives. */
  readonly onHead: (status: number, requestId: string | null) => void;
}

/**
 * Makes one call and reads its response within limits of size and time.
 *
 * @throws {PolygonHttpError} for a status other than 2xx.
 * @throws {NetworkError} when no complete response came. @throws {TimeoutError} when it took too long.
 * @throws {ValidationError} when the body is larger than 64 MiB.
 * @throws the signal's reason when the caller aborts.
 */
export async function sendOnce(core: CoreOptions, call: Call): Promise<{ body: AnswerBody; context: AnswerContext }> {
  const { path, attempt, signal } = call;
  const toError = (): Error =>
    new TimeoutError({ host: core.baseUrl.host, path, attempt, timeoutMs: core.attemptTimeoutMs });
  const { response, context, bytes, isCut } = await withTimeout((stop) => exchange(core, call, stop), {
    clock: core.clock,
    timeoutMs: core.attemptTimeoutMs,
    signal,
    toError,
  });
  const text: AnswerBody['text'] = (start, end) =>
    core.redactor.body(new TextDecoder().decode(bytes.subarray(start, end)));
  if (!response.ok) throw toHttpError(text(), context);
  if (!isCut) return { body: { bytes, text }, context };
  const issues = [{ path: '', message: 'the body is longer than 64 MiB' }];
  throw new ValidationError({ path, issues, requestId: context.requestIdHeader });
}

async function exchange(
  core: CoreOptions,
  call: Call,
  stop: AbortSignal,
): Promise<BodyBytes & { readonly response: Response; readonly context: AnswerContext }> {
  const { origin, prefix } = core.baseUrl;
  try {
    const response = await core.send(`${origin}${prefix}${call.path}`, stop);
    if (response.redirected) throw new Error('unexpected redirect');
    const context = toContext(core, call, response);
    call.onHead(response.status, context.requestIdHeader);
    const body = readBody(response, response.ok ? maxBodyBytes : maxRefusalBytes, call.room);
    return {
      response,
      context,
      ...(await (response.ok ? body : body.catch(() => ({ bytes: new Uint8Array(), isCut: true })))),
    };
  } catch (error) {
    // If `stop` ended the call, this error is not seen: withTimeout has already thrown the reason.
    const cause = cleanCause(error, core.redactor);
    throw new NetworkError({
      host: core.baseUrl.host,
      path: call.path,
      attempt: call.attempt,
      transient: !isRedirect(cause),
      cause,
    });
  }
}

/** `fetch` has no error code for a refused redirect, only a message. */
function isRedirect(error: unknown): boolean {
  return error instanceof Error && (/redirect/i.test(error.message) || isRedirect(error.cause));
}

function toContext(core: CoreOptions, call: Call, response: Response): AnswerContext {
  const requestIdHeader = toRequestId(null, response.headers.get('x-request-id'));
  return {
    httpStatus: response.status,
    path: call.path,
    attempt: call.attempt,
    requestIdHeader: requestIdHeader === null ? null : core.redactor.text(requestIdHeader),
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), response.headers.get('date')),
    redact: core.redactor.text,
  };
}
