import type { AthenaExecution } from './athena-api.ts';

/** What one execution took. */
export interface QueryStatistics {
  readonly queryId: string;
  readonly state: string;
  /** DML, DDL or UTILITY; null when Athena gave none. */
  readonly statementType: string | null;
  /** Bytes read from S3, after compression and pruning. */
  readonly bytesScanned: number;
  /** What is billed: whole MB, at least 10; 0 for DDL, failed and reused queries. */
  readonly bytesBilled: number;
  readonly dollars: number;
  /** Waiting for a place. */
  readonly queueMs: number;
  /** Planning, with the wait for partitions from the catalogue. */
  readonly planningMs: number;
  /** Running in the engine, planning included. */
  readonly engineMs: number;
  /** Preparing before and publishing the result after the engine. */
  readonly serviceMs: number;
  readonly totalMs: number;
  /** Whether an earlier result was given instead of running the query. */
  readonly isReused: boolean;
  /** The list of files that a CTAS, INSERT or UNLOAD wrote; null for others. */
  readonly manifestLocation: string | null;
}

const bytesPerMegabyte = 2 ** 20;
const bytesPerTerabyte = 2 ** 40;
const minimumMegabytes = 10;

/** List price in dollars for a TB scanned, in most regions; 0 suits a workgroup with reserved capacity. */
export const athenaDollarsPerTerabyte = 5;

/**
 * The price of a query that scans this many bytes on Athena, in US dollars at the list price. Source: AWS, "Amazon Athena pricing".
 *
 * @example
 * athenaDollars(0); // 0.0000476837158203125, for the least of 10 MB
 */
export const athenaDollars = (bytesScanned: number): number =>
  (toWholeMegabytes(bytesScanned) / bytesPerTerabyte) * athenaDollarsPerTerabyte;

/**
 * The statistics of an execution under plain names, with its price: whole megabytes, at least 10 for a query that ran;
 * DDL, other catalogue statements, failed queries and reused results are free, cancelled ones pay for what they had read.
 * Source: AWS, "Amazon Athena pricing".
 *
 * @example
 * toQueryStatistics(execution, 5).dollars; // 0.0000476837158203125 for anything up to 10 MB
 */
export function toQueryStatistics(execution: AthenaExecution, dollarsPerTerabyte: number): QueryStatistics {
  const measured = execution.Statistics ?? {};
  const bytesBilled = toBytesBilled(execution);
  return {
    queryId: execution.QueryExecutionId ?? '',
    state: execution.Status?.State ?? '',
    statementType: execution.StatementType ?? null,
    bytesScanned: measured.DataScannedInBytes ?? 0,
    bytesBilled,
    dollars: (bytesBilled / bytesPerTerabyte) * dollarsPerTerabyte,
    queueMs: measured.QueryQueueTimeInMillis ?? 0,
    planningMs: measured.QueryPlanningTimeInMillis ?? 0,
    engineMs: measured.EngineExecutionTimeInMillis ?? 0,
    serviceMs: (measured.ServicePreProcessingTimeInMillis ?? 0) + (measured.ServiceProcessingTimeInMillis ?? 0),
    totalMs: measured.TotalExecutionTimeInMillis ?? 0,
    isReused: isReused(execution),
    manifestLocation: measured.DataManifestLocation ?? null,
  };
}

function isReused(execution: AthenaExecution): boolean {
  return execution.Statistics?.ResultReuseInformation?.ReusedPreviousResult === true;
}

function toBytesBilled(execution: AthenaExecution): number {
  const state = execution.Status?.State;
  const isFree =
    state === 'FAILED' ||
    isReused(execution) ||
    (execution.StatementType !== undefined && execution.StatementType !== 'DML');
  const scanned = execution.Statistics?.DataScannedInBytes ?? 0;
  if (isFree || (state === 'CANCELLED' && scanned === 0)) return 0;
  return toWholeMegabytes(scanned);
}

const toWholeMegabytes = (bytes: number): number =>
  Math.max(minimumMegabytes, Math.ceil(bytes / bytesPerMegabyte)) * bytesPerMegabyte;
