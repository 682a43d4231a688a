import type { CostWorkload } from './cost-workload.ts';

/** What one run uses of each service, and what a month keeps. Bytes are plain unless said otherwise. */
export interface RunFootprint {
  readonly rows: number;
  readonly sentBytes: number;
  readonly calls: number;
  readonly ingestSeconds: number;
  readonly invocations: number;
  readonly durableOperations: number;
  readonly queries: number;
  readonly scannedBytes: number;
  readonly s3Puts: number;
  readonly s3Gets: number;
  readonly logBytes: number;
}

/**
 * A bar's part of a landed line as JSON; the same compressed; a bar in Parquet. Measured on months of seven simulated tickers, landed 1,000
 * minute bars a line.
 */
export const rowBytes = { json: 62, gzip: 22, parquet: 22 } as const;
/** Athena bills at least this many bytes per query. */
export const athenaMinimumBytes = 10 * 1024 ** 2;
/** Firehose bills each record as a multiple of this; records are packed up to 1,000 KiB. */
export const firehoseStepBytes = 5 * 1024;
const recordBytes = 1_000 * 1024;
// From here on, conservative assumptions, unless marked as counted.
const callsPerTicker = 1;
const secondsPerCall = 1;
/** plan, verify, stage, two of check, publish, tidy, history, giving back, report, and the start of the execution. */
const plainSteps = 11;
/**
 * Statements of a run that changes nothing, as most of an hourly schedule are. Counted on the rig's Athena, like the
 * requests below; one
 * that publishes has 21, DDL is free.
 */
const queriesPerRun = 12;
/** What a run reads again of the month that it changes: published bars and hours, in Parquet. */
const readsOfMonth = 3;
/** Objects of a query's result, its metadata and a build; and the run's own writes, lists and reads. */
const putsPerQuery = 3;
const putsPerRun = 27;
const getsPerQuery = 12;
const getsPerRun = 47;
const logBytesPerStep = 4_096;
/** Splits, holidays and companies, once a day: the invocation, its step and a wait; the objects that keep them; and looking them up. */
const referencePerDay = { calls: 5, invocations: 1, operations: 3, puts: 4, gets: 4 };
const lookUpGets = 2;
const daysPerMonth = 30;

/**
 * What one run uses: rows from sessions and tickers, calls one a ticker, bytes from rows, queries from the stages. A
 * month
 * is read as a whole, so this does not grow with history.
 *
 * @example
 * runFootprint(costWorkloads[0]).rows; // 448
 */
export function runFootprint(workload: CostWorkload): RunFootprint {
  const rows = workload.tickers * workload.barsPerSession * workload.sessionsPerRun;
  const plain = rows * rowBytes.json;
  const records = Math.max(workload.tickers, Math.ceil(plain / recordBytes));
  const calls = workload.tickers * callsPerTicker;
  const invocations = Math.ceil(calls / workload.callsPerInvocation);
  // Of a run that is not the first of its day nothing is due.
  const daily = Math.min(1, daysPerMonth / workload.runsPerMonth);
  const monthBytes = workload.tickers * workload.barsPerSession * workload.sessionsPerMonth * rowBytes.parquet;
  const scanned = Math.max(
    queriesPerRun * athenaMinimumBytes,
    rows * rowBytes.gzip + readsOfMonth * monthBytes + (queriesPerRun - readsOfMonth - 1) * athenaMinimumBytes,
  );
  return {
    rows,
    sentBytes: plain + (records * firehoseStepBytes) / 2,
    calls,
    ingestSeconds: (calls + daily * referencePerDay.calls) * secondsPerCall,
    invocations: invocations + daily * referencePerDay.invocations,
    // Each round is an invocation, and all but the first have a wait and a lease before them.
    durableOperations: plainSteps + 3 * invocations - 2 + daily * referencePerDay.operations,
    queries: queriesPerRun,
    scannedBytes: scanned,
    s3Puts: queriesPerRun * putsPerQuery + putsPerRun + records + daily * referencePerDay.puts,
    s3Gets: queriesPerRun * getsPerQuery + getsPerRun + lookUpGets + daily * referencePerDay.gets,
    logBytes: (plainSteps + invocations) * logBytesPerStep,
  };
}
