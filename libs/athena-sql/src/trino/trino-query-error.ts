import { toSqlExcerpt } from '../sql/sql-excerpt.ts';
import { SqlExecutionError } from '../sql/errors.ts';
import type { TrinoFailure } from './trino-answer.ts';
import type { TrinoStatistics } from './trino-statistics.ts';

/** What is known about a query that failed on Trino or before reaching it. */
export interface TrinoQueryFacts {
  readonly sql: string;
  /** Null when it never got one. */
  readonly queryId: string | null;
  /** Trino's message; null without a response from Trino. */
  readonly failure: TrinoFailure | null;
  readonly statistics: TrinoStatistics | null;
  /** What happened, when Trino did not say it. */
  readonly reason?: string;
  readonly transient?: boolean;
  readonly cause?: unknown;
}

/**
 * Failures that are over when the cluster is up, free or agrees again. A write that failed may still have been committed
 * (a lost answer of the catalogue): look before writing again.
 */
const transientNames: ReadonlySet<string> = new Set([
  'NO_NODES_AVAILABLE',
  'SERVER_STARTING_UP',
  'SERVER_SHUTTING_DOWN',
  'QUERY_QUEUE_FULL',
  'CLUSTER_OUT_OF_MEMORY',
  'ABANDONED_QUERY',
  'ABANDONED_TASK',
  'REMOTE_HOST_GONE',
  'REMOTE_TASK_ERROR',
  'REMOTE_TASK_FAILED',
  'REMOTE_TASK_MISMATCH',
  'TOO_MANY_REQUESTS_FAILED',
  'PAGE_TRANSPORT_ERROR',
  'PAGE_TRANSPORT_TIMEOUT',
  'ICEBERG_COMMIT_ERROR',
  'TRANSACTION_CONFLICT',
]);

/**
 * A query that Trino refused, that failed, or whose state is unknown. `errorName` is Trino's (`TABLE_NOT_FOUND`), `errorType`
 * one of `USER_ERROR`, `INTERNAL_ERROR`, `INSUFFICIENT_RESOURCES`, `EXTERNAL`; both are null when the way to Trino failed.
 *
 * @example
 * try { await query.execute(); } catch (error) { if (error instanceof TrinoQueryError) console.error(error.errorName); }
 */
export class TrinoQueryError extends SqlExecutionError {
  override readonly name = 'TrinoQueryError';
  readonly queryId: string | null;
  readonly errorName: string | null;
  readonly errorType: string | null;
  readonly errorCode: number | null;
  /** Trino's message without anything around it. */
  readonly reason: string;
  /** Where in the statement, from 1; null when Trino does not say. */
  readonly location: { readonly line: number; readonly column: number } | null;
  readonly statistics: TrinoStatistics | null;

  constructor(facts: TrinoQueryFacts) {
    const { failure, queryId, sql } = facts;
    const reason = failure?.message ?? facts.reason ?? 'no reason given';
    const what = queryId === null ? 'A Trino query was not started' : `Trino query ${queryId} failed`;
    const transient = facts.transient ?? (failure !== null && transientNames.has(failure.errorName));
    const next = transient ? ' It can be run again; a write only after a look at what it left.' : '';
    super(`${what}: ${failure === null ? '' : `${failure.errorName}: `}${reason} [${toSqlExcerpt(sql)}]${next}`, {
      engine: 'trino',
      sql,
      transient,
      cause: facts.cause,
    });
    this.queryId = queryId;
    this.errorName = failure?.errorName ?? null;
    this.errorType = failure?.errorType ?? null;
    this.errorCode = failure?.errorCode ?? null;
    this.reason = reason;
    this.location =
      failure?.errorLocation === undefined
        ? null
        : { line: failure.errorLocation.lineNumber, column: failure.errorLocation.columnNumber };
    this.statistics = facts.statistics;
  }
}
