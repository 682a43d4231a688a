import type { AthenaExecution } from './athena-api.ts';
import { AthenaQueryError, type ErrorCategory } from './athena-query-error.ts';
import { judgeFailure } from './failure-rules.ts';

const categories: Readonly<Record<number, ErrorCategory>> = { 1: 'system', 2: 'user', 3: 'other' };

/**
 * The error of an execution that ended FAILED or CANCELLED.
 *
 * @example
 * throw toQueryError(execution, 'select 1');
 */
export function toQueryError(execution: AthenaExecution, sql: string): AthenaQueryError {
  const { AthenaError: facts, StateChangeReason, State } = execution.Status ?? {};
  const reason = facts?.ErrorMessage ?? StateChangeReason ?? '';
  const failure = {
    category: facts?.ErrorCategory ?? null,
    errorType: facts?.ErrorType ?? null,
    retryable: facts?.Retryable ?? null,
    reason,
  };
  const isCancelled = State === 'CANCELLED';
  const { name, transient, next } = judgeFailure(failure);
  return new AthenaQueryError({
    queryId: execution.QueryExecutionId ?? null,
    state: isCancelled ? 'CANCELLED' : 'FAILED',
    category: failure.category === null ? null : (categories[failure.category] ?? null),
    errorType: failure.errorType,
    retryable: failure.retryable,
    transient: !isCancelled && transient,
    sql,
    reason,
    next:
      isCancelled && name === 'other'
        ? 'A user or a limit of the workgroup stopped it: run it again when the cause is resolved.'
        : next,
  });
}
