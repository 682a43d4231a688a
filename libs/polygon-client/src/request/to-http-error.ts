import { AuthError } from '../errors/auth-error.ts';
import { BadRequestError } from '../errors/bad-request-error.ts';
import { EntitlementError } from '../errors/entitlement-error.ts';
import { NotFoundError } from '../errors/not-found-error.ts';
import { PolygonHttpError } from '../errors/polygon-http-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { isTransientStatus, ServerError } from '../errors/server-error.ts';
import type { AnswerContext } from './answer-context.ts';
import { parseRefusal } from './parse-refusal.ts';
import { toRequestId } from './request-id.ts';

/**
 * The error of a refused call. The HTTP status decides; where it is ambiguous (a 400 about the key, a refusal in a 200)
 * the body's status and text decide.
 *
 * @example
 * throw toHttpError('{"status":"ERROR","error":"Unknown API Key"}', context); // AuthError
 */
export function toHttpError(body: string, context: AnswerContext): PolygonHttpError {
  const refusal = parseRefusal(body);
  const redact = (text: string | null): string | null => (text === null ? null : context.redact(text));
  const facts = {
    status: context.httpStatus,
    apiStatus: redact(refusal.apiStatus),
    requestId: redact(toRequestId(refusal.requestId, context.requestIdHeader)),
    attempt: context.attempt,
    path: context.path,
    text: redact(refusal.text),
    retryAfterMs: context.retryAfterMs,
  };
  const kind = toKind(context.httpStatus, refusal.apiStatus, refusal.text ?? '');
  return kind === 'http'
    ? new PolygonHttpError(facts, {
        code: kind,
        transient: false,
        advice: 'This status is not documented.',
      })
    : new errors[kind](facts);
}

const errors = {
  auth: AuthError,
  entitlement: EntitlementError,
  'not-found': NotFoundError,
  'bad-request': BadRequestError,
  'rate-limit': RateLimitError,
  server: ServerError,
};

function toKind(status: number, apiStatus: string | null, text: string): PolygonHttpError['code'] {
  if (status === 429 || (status < 300 && /maximum requests per/i.test(text))) return 'rate-limit';
  if (status === 401 || ((status === 400 || status < 300) && /api key/i.test(text))) return 'auth';
  if (status === 403 || (status < 300 && apiStatus === 'NOT_AUTHORIZED')) return 'entitlement';
  if (status === 404 || (status < 300 && apiStatus === 'NOT_FOUND')) return 'not-found';
  if (status >= 500 || isTransientStatus(status)) return 'server';
  return status === 400 ? 'bad-request' : 'http';
}
