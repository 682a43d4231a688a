import { SqlExecutionError } from '../../sql/errors.ts';
import { toSqlExcerpt } from '../../sql/sql-excerpt.ts';

/** Where an execution ended: Athena's own states, or before it had one. */
export type FailedState = 'REFUSED' | 'FAILED' | 'CANCELLED' | 'UNKNOWN';

/** Athena's category of the failure. */
export type ErrorCategory = 'system' | 'user' | 'other';

/** What is known about a failed execution. */
export interface AthenaQueryFacts {
  /** Null when it never got one. */
  readonly queryId: string | null;
  readonly state: FailedState;
  readonly category: ErrorCategory | null;
  /** The number in Athena's error catalogue. */
  readonly errorType: number | null;
  /** Whether Athena calls it retryable; null when it does not say. */
  readonly retryable: boolean | null;
  readonly transient: boolean;
  /** The statement; only an excerpt without literals is kept. */
  readonly sql: string;
  /** Athena's message. */
  readonly reason: string;
  /** What to do next, a whole sentence. */
  readonly next: string;
  /** Whether it ended so for an earlier process, under the same run key. */
  readonly isEarlier?: boolean;
  readonly cause?: unknown;
}

/**
 * A statement that Athena refused, failed or cancelled. `transient` says whether the same statement can succeed later,
 * by Athena's own categories; `state` is `REFUSED` when it never started and `UNKNOWN` when its end could not be learnt.
 *
 * @example
 * try { await runner.run(sql); } catch (error) { if (error instanceof AthenaQueryError && error.transient) later(error.queryId); }
 */
export class AthenaQueryError extends SqlExecutionError {
  override readonly name = 'AthenaQueryError';
  readonly queryId: string | null;
  readonly state: FailedState;
  readonly category: ErrorCategory | null;
  readonly errorType: number | null;
  readonly retryable: boolean | null;
  readonly next: string;
  readonly isEarlier: boolean;

  constructor(facts: AthenaQueryFacts) {
    const excerpt = toSqlExcerpt(facts.sql);
    const what = facts.queryId === null ? 'Athena query' : `Athena query ${facts.queryId}`;
    super(`${what} ${ends[facts.state]}: ${facts.reason.trim() || 'no reason given'} [${excerpt}] ${facts.next}`, {
      engine: 'athena',
      sql: excerpt,
      transient: facts.transient,
      cause: facts.cause,
    });
    this.queryId = facts.queryId;
    this.state = facts.state;
    this.category = facts.category;
    this.errorType = facts.errorType;
    this.retryable = facts.retryable;
    this.next = facts.next;
    this.isEarlier = facts.isEarlier ?? false;
  }
}

const ends: Record<FailedState, string> = {
  REFUSED: 'was not started',
  FAILED: 'failed',
  CANCELLED: 'was cancelled',
  UNKNOWN: 'has an unknown end',
};
