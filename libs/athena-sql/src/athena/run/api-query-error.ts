import { type ApiErrorKind, errorName, toApiErrorKind } from '../../calls/api-error.ts';
import { AthenaQueryError } from './athena-query-error.ts';
import { judgeFailure } from './failure-rules.ts';

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
  const reason = `could not ${about.doing}: ${errorName(cause)}: ${message}`;
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
    'Athena could not be reached or had an internal error: run it again with the same run key, which finds an execution that did start.',
  credentials:
    'The AWS credentials are missing, wrong or expired: sign in again, or refresh the role, then run it again with the same run key.',
};
