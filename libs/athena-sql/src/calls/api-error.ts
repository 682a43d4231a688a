/** What to do about an error of a call: wait and retry, or fail. */
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
  const name = errorName(error);
  if (throttled.test(name)) return 'throttled';
  if (credentials.test(name)) return 'credentials';
  if (unavailable.test(name) || brokenConnections.has(textField(error, 'code'))) return 'unavailable';
  const status = numberField(field(error, '$metadata'), 'httpStatusCode');
  if (status === 429) return 'throttled';
  return status >= 500 ? 'unavailable' : 'refused';
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function textField(value: unknown, key: string): string {
  const found = field(value, key);
  return typeof found === 'string' ? found : '';
}

/** The `name` of an error, the only way to distinguish the SDK's errors; empty for anything else. */
export function errorName(error: unknown): string {
  return textField(error, 'name');
}

function numberField(value: unknown, key: string): number {
  const found = field(value, key);
  return typeof found === 'number' ? found : 0;
}
