import type { TrinoAnswer } from './trino-answer.ts';

/** What a query has taken so far, as Trino's coordinator counts it. */
export interface TrinoStatistics {
  /** `QUEUED`, `PLANNING`, `RUNNING`, `FINISHED`, `FAILED` and so on. */
  readonly state: string;
  readonly queuedMs: number;
  readonly elapsedMs: number;
  readonly cpuMs: number;
  /** Sum of the time that its tasks were scheduled. */
  readonly wallMs: number;
  readonly processedRows: number;
  /** Uncompressed bytes in Trino 476. */
  readonly processedBytes: number;
  /** Bytes read from storage, compressed and after pruning: what Athena calls scanned. */
  readonly physicalInputBytes: number;
  readonly physicalWrittenBytes: number;
  readonly peakMemoryBytes: number;
  readonly spilledBytes: number;
  readonly completedSplits: number;
  readonly totalSplits: number;
}

/**
 * The statistics of a response, under plain names.
 *
 * @example
 * toTrinoStatistics(answer.stats).physicalInputBytes;
 */
export function toTrinoStatistics(stats: TrinoAnswer['stats']): TrinoStatistics {
  return {
    state: stats.state,
    queuedMs: stats.queuedTimeMillis,
    elapsedMs: stats.elapsedTimeMillis,
    cpuMs: stats.cpuTimeMillis,
    wallMs: stats.wallTimeMillis,
    processedRows: stats.processedRows,
    processedBytes: stats.processedBytes,
    physicalInputBytes: stats.physicalInputBytes,
    physicalWrittenBytes: stats.physicalWrittenBytes,
    peakMemoryBytes: stats.peakMemoryBytes,
    spilledBytes: stats.spilledBytes,
    completedSplits: stats.completedSplits,
    totalSplits: stats.totalSplits,
  };
}
