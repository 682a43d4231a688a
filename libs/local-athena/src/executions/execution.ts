import type { EngineStatistics } from '../engine/query-engine.ts';
import type { AthenaErrorFacts } from '../engine/to-athena-error.ts';
import type { Statement, StatementFiling } from '../sql/statement.ts';
import type { QueryResult } from './result-store.ts';

/** The input of `StartQueryExecution`, with its locations resolved. */
export interface StartRequest {
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly catalog: string;
  readonly database: string;
  readonly workGroup: string;
  /** Folder, ending in `/`; null when the result is managed. */
  readonly outputLocation: string | null;
  readonly enforcesOutputLocation: boolean;
  readonly cutoffBytes: number | null;
}

/** A query's state; the last three are final. */
export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** One query, from start to end. */
export interface Execution {
  readonly id: string;
  readonly request: StartRequest;
  readonly statement: Statement;
  readonly filing: StatementFiling;
  readonly abort: AbortController;
  readonly submittedAt: Date;
  state: QueryState;
  reason: string | null;
  error: AthenaErrorFacts | null;
  startedAt: Date | null;
  completedAt: Date | null;
  statistics: EngineStatistics;
  updateCount: number | null;
  /** The list of the files that an UNLOAD wrote. */
  manifestLocation: string | null;
  /** Null until the query has succeeded, and again after the result was evicted. */
  result: QueryResult | null;
}

/**
 * Whether a query has ended.
 *
 * @example
 * hasEnded('CANCELLED'); // true
 */
export const hasEnded = (state: QueryState): boolean => state !== 'QUEUED' && state !== 'RUNNING';

/**
 * Takes a query from QUEUED to RUNNING; nothing in another state.
 *
 * @example
 * begin(execution, () => new Date());
 */
export function begin(execution: Execution, now: () => Date): void {
  if (execution.state !== 'QUEUED') return;
  execution.state = 'RUNNING';
  execution.startedAt = now();
}

/**
 * The location of a query's result; null when the result is managed.
 *
 * @example
 * resultLocation(execution); // 's3://lake/results/<id>.csv'
 */
export function resultLocation({ id, request, filing }: Execution): string | null {
  return request.outputLocation === null ? null : `${request.outputLocation}${id}.${filing.extension}`;
}

/**
 * A query as `GetQueryExecution` describes it; times are in seconds since 1970, as in the protocol.
 *
 * @example
 * describeExecution(execution, new Date()).Status.State; // 'RUNNING'
 */
export function describeExecution(execution: Execution, now: Date) {
  const { id, request, filing, statistics, submittedAt, startedAt, completedAt } = execution;
  const location = resultLocation(execution);
  const end = completedAt ?? now;
  const queueMs = (startedAt ?? end).getTime() - submittedAt.getTime();
  const engineMs = startedAt === null ? 0 : end.getTime() - startedAt.getTime();
  return {
    QueryExecutionId: id,
    Query: request.sql,
    StatementType: filing.statementType,
    SubstatementType: filing.substatementType,
    ResultConfiguration: location === null ? {} : { OutputLocation: location },
    ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: false } },
    QueryExecutionContext: { Catalog: request.catalog, Database: request.database },
    ...(request.parameters.length > 0 && { ExecutionParameters: request.parameters }),
    Status: {
      State: execution.state,
      SubmissionDateTime: submittedAt.getTime() / 1_000,
      ...(completedAt !== null && { CompletionDateTime: completedAt.getTime() / 1_000 }),
      ...(execution.reason !== null && { StateChangeReason: execution.reason }),
      ...(execution.error !== null && { AthenaError: execution.error }),
    },
    Statistics: {
      DataScannedInBytes: statistics.bytesScanned,
      ...(execution.manifestLocation !== null && { DataManifestLocation: execution.manifestLocation }),
      QueryQueueTimeInMillis: queueMs,
      QueryPlanningTimeInMillis: statistics.planningMs,
      EngineExecutionTimeInMillis: engineMs,
      ServicePreProcessingTimeInMillis: 0,
      ServiceProcessingTimeInMillis: 0,
      TotalExecutionTimeInMillis: queueMs + engineMs,
      ResultReuseInformation: { ReusedPreviousResult: false },
    },
    WorkGroup: request.workGroup,
    EngineVersion: engineVersion,
  };
}

/** The engine version of every workgroup, as Athena names it. */
export const engineVersion = {
  SelectedEngineVersion: 'AUTO',
  EffectiveEngineVersion: 'Athena engine version 3',
} as const;
