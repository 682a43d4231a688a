import type { AthenaApi } from './athena-api.ts';
import type { Clock } from '../../calls/clock.ts';
import type { QueryStatistics } from './query-statistics.ts';

/** What a query runner works with. */
export interface QueryRunnerOptions {
  /** `new Athena({ region })` of the AWS SDK, or anything that has these calls. */
  readonly athena: AthenaApi;
  readonly clock: Clock;
  /** A number in [0, 1), for jitter and for the tokens of executions without a run key. */
  readonly random: () => number;
  /** Default: `primary`. */
  readonly workGroup?: string;
  /** `s3://bucket/prefix/` for results; default: the workgroup's. A workgroup that enforces its own ignores this one. */
  readonly outputLocation?: string;
  readonly database?: string;
  /** Default: `AwsDataCatalog`. */
  readonly catalog?: string;
  /** Executions of this runner at once, from 1. Default 20, which every region's quota allows. */
  readonly maxConcurrent?: number;
  /** Executions of one statement in one run, from 1. Default 3. */
  readonly maxAttempts?: number;
  /** Give an earlier result of the same text, at most so many minutes old (to 10,080). Default: never. */
  readonly reuseMaxAgeMinutes?: number;
  /** Default 5, the list price in most regions. */
  readonly dollarsPerTerabyte?: number;
  /** How long a start waits for a place in the account's quota, in ms. Default 600,000. */
  readonly startPatienceMs?: number;
  /** First and longest wait between two questions about an execution, in ms. Default 200 and 5,000. */
  readonly poll?: { readonly firstMs: number; readonly capMs: number };
  /**
   * The most bytes that one execution may scan; a query that scans more is stopped and fails. Athena reports what a running query has
   * scanned each time its state is asked for, so it can pass the limit before it is stopped. Default: no limit.
   */
  readonly maxScanBytes?: number;
  /** Called after every execution, even a failed one. */
  readonly onStatistics?: (statistics: QueryStatistics) => void;
}

/** How one statement is run. */
export interface RunOptions {
  /**
   * Names this execution across crashes: run id, step and place in it. The same key with the same statement is the same
   * execution, so a key is for one use. Default: a fresh one, which no other process can find.
   */
  readonly runKey?: string;
  /** Aborting stops the query. */
  readonly signal?: AbortSignal;
  /**
   * Whether running it again after a failure is harmless. Default: true for statements that only read and for texts that
   * depend on the attempt, false for the others: a failed write may have been committed, or left files behind.
   */
  readonly repeatable?: boolean;
}

/** A statement that succeeded. */
export interface FinishedQuery {
  readonly queryId: string;
  readonly sql: string;
  /** From 1; more when earlier executions failed. */
  readonly attempt: number;
  /** DML, DDL or UTILITY; null when Athena gave none. */
  readonly statementType: string | null;
  /** The location of the result: the workgroup's location if it enforces one. */
  readonly outputLocation: string | null;
  readonly statistics: QueryStatistics;
}
