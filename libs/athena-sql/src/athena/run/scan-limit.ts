import { sizeText } from '@tickerlake/record-schema';
import type { AthenaExecution } from './athena-api.ts';
import { AthenaQueryError } from './athena-query-error.ts';
import type { QueryRunnerOptions } from './query-runner-options.ts';
import { athenaDollarsPerTerabyte, toQueryStatistics } from './query-statistics.ts';

/**
 * Whether an execution has scanned more than its limit. One that Athena answered from an earlier result has scanned nothing.
 *
 * @example
 * isOverLimit({ Statistics: { DataScannedInBytes: 20 } }, 10); // true
 */
export const isOverLimit = (execution: AthenaExecution, maxScanBytes: number | undefined): boolean =>
  maxScanBytes !== undefined && (execution.Statistics?.DataScannedInBytes ?? 0) > maxScanBytes;

/**
 * The error of an execution that scanned more than its limit, with the cost.
 *
 * @example
 * if (isOverLimit(execution, options.maxScanBytes)) throw toScanLimitError(execution, sql, options);
 */
export function toScanLimitError(
  execution: AthenaExecution,
  sql: string,
  { maxScanBytes = 0, dollarsPerTerabyte }: Pick<QueryRunnerOptions, 'maxScanBytes' | 'dollarsPerTerabyte'>,
): AthenaQueryError {
  const { bytesScanned, dollars } = toQueryStatistics(execution, dollarsPerTerabyte ?? athenaDollarsPerTerabyte);
  return new AthenaQueryError({
    queryId: execution.QueryExecutionId ?? null,
    state: 'CANCELLED',
    category: 'user',
    errorType: null,
    retryable: false,
    transient: false,
    sql,
    reason: `it scanned ${sizeText(bytesScanned)}, for $${dollars.toFixed(4)}, more than its limit of ${sizeText(maxScanBytes)}.`,
    next: 'Read fewer columns or trading dates, or raise the limit (maxScanBytes).',
  });
}
