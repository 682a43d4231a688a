import { AthenaQueryError } from './athena-query-error.ts';
import { judgeFailure } from './failure-rules.ts';

/** What an error of a call means: wait and call again, or give up. */
export type ApiErrorKind = 'throttled' | 'unavailable' | 'credentials' | 'refused';

const throttled =
  /^(TooManyRequestsException|ThrottlingException|ThrottledException|Throttling|RequestLimitExceeded|SlowDown|LimitExceededException|RequestThrottledException)$/;
const unavailable =
  /^(InternalServerException|InternalServiceException|InternalFailure|ServiceUnavailable|ServiceUnavailableException|TimeoutError|RequestTimeout|NetworkingError|CallTimeoutError)$/;
const credentials =
  /^(ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|CredentialsProviderError|MissingAuthenticationToken|TokenProviderError|IncompleteSignature)$/;
const brokenConnections = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

/**
 * The kind of an error of the AWS SDK (v3), by its `name` (v3 has no `code` for the service's errors), its HTTP status and,
 * for a broken connection, the system's code.
 *
 * @example
 * toApiErrorKind(Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' })); // 'throttled'
 */
export function toApiErrorKind(error: unknown): ApiErrorKind {
  const name = textField(error, 'name');
  if (throttled.test(name)) return 'throttled';
  if (credentials.test(name)) return 'credentials';
  if (unavailable.test(name) || brokenConnections.has(textField(error, 'code'))) return 'unavailable';
  const status = numberField(field(error, '$metadata'), 'httpStatusCode');
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unavailable' : 'refused';
}

/**
 * An error of a call as an AthenaQueryError that says what to do next.
 *
 * @example
 * throw toApiQueryError(cause, { sql, queryId: null, doing: 'start it' });
 */
export function toApiQueryError(
  cause: unknown,
  about: { readonly sql: string; readonly queryId: string | null; readonly doing: string },
): AthenaQueryError {
  const kind = toApiErrorKind(cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  const reason = `could not ${about.doing}: ${textField(cause, 'name')}: ${message}`;
  const judged = judgeFailure({ category: 2, errorType: null, retryable: null, reason: message });
  return new AthenaQueryError({
    queryId: about.queryId,
    state: about.queryId === null ? 'REFUSED' : 'UNKNOWN',
    category: null,
    errorType: null,
    retryable: null,
    transient: kind === 'throttled' || kind === 'unavailable',
    sql: about.sql,
    reason,
    next: kind === 'refused' ? judged.next : nextByKind[kind],
    cause,
  });
}

const nextByKind: Record<Exclude<ApiErrorKind, 'refused'>, string> = {
  throttled: "Too many calls or queries at once for the account's quotas: run fewer, or ask for a higher quota.",
  unavailable:
    'Athena could not be reached or had an error of its own: run it again with the same run key, which finds an execution that did start.',
  credentials:
    'The AWS credentials are missing, wrong or expired: sign in again, or refresh the role, then run it again with the same run key.',
};

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function textField(value: unknown, key: string): string {
  const found = field(value, key);
  return typeof found === 'string' ? found : '';
}

function numberField(value: unknown, key: string): number {
  const found = field(value, key);
  return typeof found === 'number' ? found : 0;
}
