import type { CostWorkload } from './cost-workload.ts';
import { type PriceName, prices } from './prices.ts';
import { athenaMinimumBytes, rowBytes, runFootprint } from './run-footprint.ts';

/** One line of a bill. */
export interface CostLine {
  readonly price: PriceName;
  /** What the quantity counts. */
  readonly what: string;
  /** In units of the price. */
  readonly quantity: number;
  readonly dollars: number;
}

/** A bill: its lines, and their sum in US dollars. */
export interface CostEstimate {
  readonly lines: readonly CostLine[];
  readonly dollars: number;
}

const ingestGigabytes = 0.25;
const orchestratorGigabytes = 0.5;
/** Seconds of a step besides its queries, and of waiting for a query in a Lambda; some run in parallel. */
const secondsPerOperation = 0.3;
const secondsPerQuery = 1.2;
const alarms = 10;
const freeAlarms = 10;
const partsOfTerabyte = 1_024 ** 4;
const partsOfGigabyte = 1_024 ** 3;

/**
 * The cost of one run in US dollars: what it sends, computes, scans and writes.
 *
 * @example
 * estimateRun(costWorkloads[0]).dollars; // 0.0008, say
 */
export function estimateRun(workload: CostWorkload): CostEstimate {
  const run = runFootprint(workload);
  const ingest = run.ingestSeconds * ingestGigabytes;
  const orchestrator =
    (run.durableOperations * secondsPerOperation + run.queries * secondsPerQuery) * orchestratorGigabytes;
  return toEstimate([
    line('firehoseGigabyte', 'JSON rows sent to Firehose', run.sentBytes / partsOfGigabyte),
    line('lambdaGigabyteSecond', 'ingest and workflow compute time (waiting is free)', ingest + orchestrator),
    line('lambdaRequest', 'invocations', run.invocations + run.durableOperations),
    line('durableOperation', 'workflow steps and waits', run.durableOperations),
    line(
      'athenaTerabyte',
      `${run.queries} queries per run: stage, check, publish, tidy`,
      run.scannedBytes / partsOfTerabyte,
    ),
    line('s3Put', 'objects written', run.s3Puts),
    line('s3Get', 'objects read', run.s3Gets),
    line('logGigabyte', 'logs and metrics', run.logBytes / partsOfGigabyte),
  ]);
}

/**
 * The cost of a month: its runs, storage, monitoring and the panels that are read.
 *
 * @example
 * estimateMonth(costWorkloads[0]).dollars < 1; // true
 */
export function estimateMonth(workload: CostWorkload): CostEstimate {
  const runs = estimateRun(workload).lines.map((one) =>
    line(one.price, one.what, one.quantity * workload.runsPerMonth),
  );
  const kept = workload.tickers * workload.barsPerSession * workload.sessionsKept * rowBytes.parquet;
  const landed = runFootprint(workload).rows * workload.runsPerMonth * rowBytes.gzip;
  return toEstimate([
    ...runs,
    line(
      'athenaTerabyte',
      `${workload.panelReads} panels read`,
      (workload.panelReads * athenaMinimumBytes) / partsOfTerabyte,
    ),
    line('s3GigabyteMonth', 'published tables, landed rows, results', (kept + landed) / partsOfGigabyte),
    line('alarmMonth', `CloudWatch alarms (${alarms}; ${freeAlarms} are free)`, Math.max(0, alarms - freeAlarms)),
    line('schedule', 'scheduled starts (14 million are free)', 0),
    line('parameter', 'the API key', 1),
    line('catalogObject', 'Glue tables and partitions (a million are free)', 0),
  ]);
}

/**
 * A quantity at its list price.
 *
 * @example
 * line('s3Put', 'objects written', 3).dollars; // 0.000015
 */
export function line(price: PriceName, what: string, quantity: number): CostLine {
  return { price, what, quantity, dollars: quantity * prices[price].dollars };
}

/**
 * A bill of lines.
 *
 * @example
 * toEstimate([line('s3Put', 'objects written', 3)]).dollars; // 0.000015
 */
export function toEstimate(lines: readonly CostLine[]): CostEstimate {
  return { lines, dollars: lines.reduce((sum, one) => sum + one.dollars, 0) };
}
