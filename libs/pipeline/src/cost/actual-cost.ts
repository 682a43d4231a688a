import type { QueryStatistics } from '@tickerlake/athena-sql';
import { type CostEstimate, type CostLine, line, toEstimate } from './estimate-cost.ts';
import { firehoseStepBytes } from './run-footprint.ts';

/** What a run used, as counted by the services and the receipts. */
export interface RunUsage {
  /** Every finished query, including failed ones, as reported to `onStatistics`. */
  readonly queries: readonly Pick<QueryStatistics, 'bytesScanned' | 'bytesBilled' | 'dollars'>[];
  /** The receipts of what landed, through Firehose or directly in S3. */
  readonly receipts: readonly UsageReceipt[];
}

/** The counted fields of a receipt. */
export interface UsageReceipt {
  /** Calls of the vendor's API. */
  readonly calls: number;
  /** Through Firehose: the rows' bytes, the records that hold them, and all that were sent, repetitions included. */
  readonly bytes?: number;
  readonly records?: number;
  readonly sentRecords?: number;
  /** Directly in S3: the objects. */
  readonly keys?: readonly string[];
}

/** The actual cost of a run. */
export interface ActualCost extends CostEstimate {
  readonly queries: number;
  readonly bytesScanned: number;
  readonly bytesBilled: number;
  /** Calls to the vendor's API; they count against its quota. */
  readonly calls: number;
}

const partsOfTerabyte = 1_024 ** 4;
const partsOfGigabyte = 1_024 ** 3;

/**
 * What a run cost, from the numbers of the services themselves: queries as Athena bills them, records as Firehose
 * does (each
 * a multiple of 5 KB, so at most that), objects that were put. Lambda, logs and reads are in `estimateRun` only:
 * they are not counted
 * for one run.
 *
 * @example
 * actualCost({ queries, receipts }).dollars;
 */
export function actualCost({ queries, receipts }: RunUsage): ActualCost {
  const bytesBilled = sum(queries.map((query) => query.bytesBilled));
  const lines: CostLine[] = [
    {
      price: 'athenaTerabyte',
      what: `${queries.length} queries`,
      quantity: bytesBilled / partsOfTerabyte,
      dollars: sum(queries.map((query) => query.dollars)),
    },
  ];
  const sent = sum(receipts.map(sentBytes));
  if (sent > 0) lines.push(line('firehoseGigabyte', 'rows of JSON, packed, at most', sent / partsOfGigabyte));
  const puts = sum(receipts.map(({ keys = [] }) => keys.length));
  if (puts > 0) lines.push(line('s3Put', 'landed objects', puts));
  return {
    ...toEstimate(lines),
    queries: queries.length,
    bytesScanned: sum(queries.map((query) => query.bytesScanned)),
    bytesBilled,
    calls: sum(receipts.map(({ calls }) => calls)),
  };
}

/**
 * Each of n records rounds up by itself: at most n - 1 steps more than all of them together. Repetitions are of the
 * middle size.
 */
function sentBytes({ bytes = 0, records = 0, sentRecords = records }: UsageReceipt): number {
  if (records === 0) return 0;
  const once = (Math.ceil(bytes / firehoseStepBytes) + records - 1) * firehoseStepBytes;
  return once * (sentRecords / records);
}

/**
 * A bill after the fact as a line of a run's report.
 *
 * @example
 * actualCostText(cost); // '$0.0007: 14 queries scanned 1.2 MB, billed as 140.0 MB; 7 calls of the vendor.'
 */
export function actualCostText({ dollars, queries, bytesScanned, bytesBilled, calls }: ActualCost): string {
  const megabytes = (bytes: number): string => `${(bytes / 1_024 ** 2).toFixed(1)} MB`;
  return `$${dollars.toFixed(4)}: ${queries} queries scanned ${megabytes(bytesScanned)}, billed as ${megabytes(bytesBilled)}; ${calls} calls of the vendor.`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
